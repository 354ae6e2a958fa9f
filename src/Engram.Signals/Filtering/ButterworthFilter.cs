using System.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>
/// A Butterworth band-pass filter as second-order sections, by the bilinear transform with pre-warped edges. The order counts
/// the analogue low-pass prototype, so a band-pass of order n has 2n poles, as in scipy's <c>butter(n, …, "bandpass", output="sos")</c>.
/// </summary>
public sealed class ButterworthFilter
{
    private readonly Biquad[] sections;

    private ButterworthFilter(Biquad[] sections) => this.sections = sections;

    /// <summary>The sections, applied in order.</summary>
    public IReadOnlyList<Biquad> Sections => sections;

    /// <summary>Designs a band-pass filter.</summary>
    /// <param name="order">Order of the prototype, 1 to 12.</param>
    /// <param name="low">Lower edge (Hz), above 0.</param>
    /// <param name="high">Upper edge (Hz), below half the sampling rate.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">An edge lies outside (0, samplingRate / 2) or they are not in order.</exception>
    public static ButterworthFilter BandPass(int order, double low, double high, double samplingRate)
    {
        if (order is < 1 or > 12)
            throw new ArgumentOutOfRangeException(nameof(order), $"Expected an order from 1 to 12, got {order}.");
        if (!(0 < low && low < high && high < samplingRate / 2))
            throw new ArgumentOutOfRangeException(nameof(low), $"Expected 0 < low < high < {samplingRate / 2} Hz (half the sampling rate), got {low} and {high}.");

        // bilinear transform s = 4 (z - 1) / (z + 1) at a sampling rate of 2, as usual: the edges are warped by 4 tan(π f / fs)
        var w1 = 4 * Math.Tan(Math.PI * low / samplingRate);
        var w2 = 4 * Math.Tan(Math.PI * high / samplingRate);
        var (bandwidth, center) = (w2 - w1, Math.Sqrt(w1 * w2));
        var poles = new List<Complex>();
        for (var k = 0; k < order; k++)
        {
            var prototype = -Complex.Exp(Complex.ImaginaryOne * Math.PI * ((2 * k) - order + 1) / (2 * order));
            var half = prototype * bandwidth / 2; // low-pass to band-pass: p -> pB/2 ± sqrt((pB/2)² - ω₀²)
            var root = Complex.Sqrt((half * half) - (center * center));
            poles.Add(half + root);
            poles.Add(half - root);
        }

        var gain = Complex.Pow(bandwidth, order);
        foreach (var pole in poles)
            gain /= 4 - pole;
        gain *= Complex.Pow(4, order); // the n zeros at s = 0 give 4ⁿ
        var digital = poles.ConvertAll(p => (4 + p) / (4 - p));

        // conjugate pairs; each section takes one zero at z = 1 and one at z = -1, so every section is itself a band-pass
        var upper = digital.Where(p => p.Imaginary > 1e-12).OrderBy(p => p.Magnitude).ToList();
        var real = digital.Where(p => Math.Abs(p.Imaginary) <= 1e-12).Select(p => p.Real).OrderBy(Math.Abs).ToList();
        var sections = upper.ConvertAll(p => new Biquad(1, 0, -1, -2 * p.Real, (p.Real * p.Real) + (p.Imaginary * p.Imaginary)));
        for (var i = 0; i + 1 < real.Count; i += 2)
            sections.Add(new(1, 0, -1, -(real[i] + real[i + 1]), real[i] * real[i + 1]));
        var first = sections[0];
        sections[0] = first with { B0 = gain.Real, B2 = -gain.Real };
        return new([.. sections]);
    }

    /// <summary>
    /// Filters forwards and backwards, so that no frequency is delayed; the edges are extended by odd reflection and the
    /// filter starts in its steady state, as in scipy's <c>sosfiltfilt</c>.
    /// </summary>
    /// <param name="signal">Samples of one channel.</param>
    /// <exception cref="ArgumentException">The signal is shorter than the reflection at its ends.</exception>
    public double[] ApplyZeroPhase(ReadOnlySpan<double> signal)
    {
        var pad = 3 * ((2 * sections.Length) + 1 - Math.Min(sections.Count(s => s.B2 == 0), sections.Count(s => s.A2 == 0)));
        if (signal.Length <= pad)
            throw new ArgumentException($"Expected more than {pad} samples for this filter, got {signal.Length}.", nameof(signal));
        var extended = new double[signal.Length + (2 * pad)];
        for (var i = 0; i < pad; i++)
        {
            extended[i] = (2 * signal[0]) - signal[pad - i];
            extended[pad + signal.Length + i] = (2 * signal[^1]) - signal[signal.Length - 2 - i];
        }

        signal.CopyTo(extended.AsSpan(pad));
        Run(extended);
        Array.Reverse(extended);
        Run(extended);
        Array.Reverse(extended);
        return extended.AsSpan(pad, signal.Length).ToArray();
    }

    private void Run(double[] x)
    {
        var scale = x[0];
        foreach (var s in sections)
        {
            // steady state of the transposed direct form for a constant input of the section's first sample
            var response = (s.B0 + s.B1 + s.B2) / (1 + s.A1 + s.A2);
            var z1 = scale * (response - s.B0);
            var z2 = scale * (s.B2 - (s.A2 * response));
            scale *= response;
            for (var i = 0; i < x.Length; i++)
            {
                var input = x[i];
                var output = (s.B0 * input) + z1;
                z1 = (s.B1 * input) - (s.A1 * output) + z2;
                z2 = (s.B2 * input) - (s.A2 * output);
                x[i] = output;
            }
        }
    }
}
