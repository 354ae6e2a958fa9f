using System.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>The analytic signal x + iH(x): the transform with the negative frequencies removed and the positive ones doubled (Marple 1999).</summary>
public static class Hilbert
{
    /// <summary>The analytic signal of one channel; its magnitude is the envelope, its angle the phase.</summary>
    /// <param name="signal">At least one sample.</param>
    public static Complex[] Analytic(ReadOnlySpan<double> signal)
    {
        var half = Fourier.ForwardReal(signal);
        var spectrum = new Complex[signal.Length];
        for (var k = 0; k < half.Length; k++)
            spectrum[k] = k == 0 || 2 * k == signal.Length ? half[k] : 2 * half[k];
        return Fourier.Inverse(spectrum);
    }

    /// <summary>|x + iH(x)|.</summary>
    /// <param name="signal">At least one sample.</param>
    public static double[] Envelope(ReadOnlySpan<double> signal) => Array.ConvertAll(Analytic(signal), z => z.Magnitude);
}
