using System.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>The real cepstrum, the inverse transform of log|X|: echoes and periods of the spectrum become peaks (Bogert, Healy and Tukey 1963).</summary>
public static class Cepstrum
{
    /// <summary>The cepstrum of a signal, at quefrencies 0 … n - 1 samples.</summary>
    /// <param name="signal">At least one sample.</param>
    /// <exception cref="ArithmeticException">The spectrum has an exact zero, whose logarithm is infinite.</exception>
    public static double[] Real(ReadOnlySpan<double> signal)
    {
        var spectrum = Fourier.ForwardReal(signal);
        for (var k = 0; k < spectrum.Length; k++)
        {
            var magnitude = spectrum[k].Magnitude;
            if (magnitude == 0)
                throw new ArithmeticException($"The spectrum is zero in bin {k}; its logarithm has no value. Add a little noise or take an autoregressive cepstrum.");
            spectrum[k] = new Complex(Math.Log(magnitude), 0);
        }

        return Fourier.InverseReal(spectrum, signal.Length);
    }
}
