using Engram.Signals.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>
/// Power spectral density by orthogonal tapers (Thomson 1982): the mean of the tapered periodograms, each weighted by its taper's
/// concentration; the signal's mean is removed. P_k = c Σ_j λ_j |Σ_t v_jt x_t e^(-2πikt/n)|² / (fs Σ λ_j), c = 2 but at 0 Hz and fs/2.
/// </summary>
/// <param name="HalfBandwidth">NW; the resolution is 2 NW fs/n.</param>
public sealed record MultitaperSpectrum(double HalfBandwidth = 4)
{
    // tapers with less of their energy in the band are left out
    private const double LeastConcentration = 0.9;

    /// <summary>The density of each channel (unit²/Hz).</summary>
    /// <param name="samples">[channel][time].</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="threads">Most threads at once; 0 for one a core.</param>
    public PowerSpectrum Estimate(double[][] samples, double samplingRate, int threads = 0)
    {
        var length = ChannelGroups.CheckedLength(samples, nameof(samples));
        var (all, concentrations) = SlepianTapers.Compute(length, HalfBandwidth, Math.Max(1, (int)Math.Floor(2 * HalfBandwidth)));
        var tapers = all.Zip(concentrations).Where((pair, i) => i == 0 || pair.Second > LeastConcentration).ToArray();
        var total = tapers.Sum(pair => pair.Second);
        var density = new double[samples.Length][];
        ChannelGroups.For(samples.Length, threads, channel =>
        {
            var plan = RealFourierPlan.Of(length);
            var (real, imaginary, work, tapered) = (new double[plan.Bins], new double[plan.Bins], new double[plan.WorkLength], new double[length]);
            var row = samples[channel];
            var mean = row.Average();
            density[channel] = new double[plan.Bins];
            foreach (var (taper, weight) in tapers)
            {
                for (var t = 0; t < length; t++)
                    tapered[t] = taper[t] * (row[t] - mean);
                plan.Forward<double, ScalarLane>(tapered, real, imaginary, work);
                for (var k = 0; k < plan.Bins; k++)
                {
                    var sides = k == 0 || 2 * k == length ? 1 : 2;
                    density[channel][k] += sides * weight / total / samplingRate * ((real[k] * real[k]) + (imaginary[k] * imaginary[k]));
                }
            }
        });
        return new(Fourier.Frequencies(length, samplingRate), density);
    }
}
