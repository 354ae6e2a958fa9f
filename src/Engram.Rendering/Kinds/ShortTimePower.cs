using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Engram.Rendering;

/// <summary>
/// Power spectral density of Hann-windowed pieces that overlap by half: P(f) = 2 |Σ w(n) x(n) e^(−2πi f n)|² / (fs Σ w²), in the
/// unit of the signal squared per hertz; 0 Hz and the highest frequency count once.
/// </summary>
internal sealed class ShortTimePower
{
    public ShortTimePower(IReadOnlyList<double> samples, double samplingRate, double windowSeconds, double overlap = 0.5)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samplingRate);
        Length = (int)Math.Round(windowSeconds * samplingRate);
        if (Length < 4 || Length > samples.Count)
            throw new ArgumentException($"Expected a window of 4 samples to the signal's {samples.Count}, got {Length} ({windowSeconds} s at {samplingRate} Hz).", nameof(windowSeconds));
        Step = Math.Max(1, (int)Math.Round(Length * (1 - overlap)));
        var window = Enumerable.Range(0, Length).Select(n => 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / Length))).ToArray();
        var scale = 1 / (samplingRate * window.Sum(w => w * w));
        var (pieces, bins) = (((samples.Count - Length) / Step) + 1, (Length / 2) + 1);
        Power = new double[bins, pieces];
        FrequencyStep = samplingRate / Length;
        var spectrum = new Complex[Length];
        for (var piece = 0; piece < pieces; piece++)
        {
            var mean = Enumerable.Range(piece * Step, Length).Average(i => samples[i]);
            for (var n = 0; n < Length; n++)
                spectrum[n] = (samples[(piece * Step) + n] - mean) * window[n];
            Fourier.Forward(spectrum, FourierOptions.AsymmetricScaling);
            for (var k = 0; k < bins; k++)
                Power[k, piece] = scale * (k == 0 || 2 * k == Length ? 1 : 2) * ((spectrum[k].Real * spectrum[k].Real) + (spectrum[k].Imaginary * spectrum[k].Imaginary));
        }
    }

    public int Length { get; }

    public int Step { get; }

    public double FrequencyStep { get; }

    /// <summary>[frequency, piece].</summary>
    public double[,] Power { get; }

    /// <summary>Mean over the pieces (Welch).</summary>
    public double[] Mean() => [.. Enumerable.Range(0, Power.GetLength(0)).Select(k => Enumerable.Range(0, Power.GetLength(1)).Average(p => Power[k, p]))];
}
