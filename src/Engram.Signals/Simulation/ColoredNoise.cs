using System.Numerics;
using Engram.Signals.Randomness;
using Engram.Signals.Spectral;

namespace Engram.Signals.Simulation;

/// <summary>
/// Gaussian noise with a power spectrum 1/f^β between two frequencies and none outside, made in the frequency domain and scaled to
/// unit variance. β = 0 is white, 1 pink, 2 brown.
/// </summary>
/// <param name="Exponent">β.</param>
/// <param name="LowEdge">Hz; bins below carry nothing.</param>
/// <param name="HighEdge">Hz; bins above carry nothing.</param>
public sealed record ColoredNoise(double Exponent, double LowEdge = 0, double HighEdge = double.PositiveInfinity)
{
    /// <summary>Draws noise.</summary>
    /// <param name="count">Samples.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="random">Source of the noise.</param>
    /// <exception cref="ArgumentException">No bin lies between the edges.</exception>
    public double[] Generate(int count, double samplingRate, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var spectrum = new Complex[(count / 2) + 1];
        double power = 0;
        for (var k = 1; k < spectrum.Length; k++)
        {
            var frequency = k * samplingRate / count;
            var (a, b) = (random.NextGaussian(), random.NextGaussian());
            if (frequency < LowEdge || frequency > HighEdge)
                continue;
            var amplitude = Math.Pow(frequency, -Exponent / 2);
            var isNyquist = 2 * k == count;
            spectrum[k] = isNyquist ? amplitude * a : new Complex(a, b) * amplitude / Math.Sqrt(2);
            power += (isNyquist ? 1 : 2) * amplitude * amplitude; // its expectation, not this draw's
        }

        if (power == 0)
            throw new ArgumentException($"No bin of {count} samples at {samplingRate} Hz lies between {LowEdge} and {HighEdge} Hz.", nameof(count));
        var signal = Fourier.InverseReal(spectrum, count);
        var scale = count / Math.Sqrt(power);
        for (var i = 0; i < signal.Length; i++)
            signal[i] *= scale;
        return signal;
    }
}
