using Engram.Signals.Spectral;

namespace Engram.Probes;

/// <summary>The simplest features of a recording: log power of each channel in delta, theta, alpha, beta and gamma (1-4, 4-8, 8-13, 13-30, 30-45 Hz), by Welch's method.</summary>
public static class BandPowerFeatures
{
    private static readonly (double Low, double High)[] Bands = [(1, 4), (4, 8), (8, 13), (13, 30), (30, 45)];

    /// <summary>Features of trials: band after band within each channel, the bands below half the sampling rate.</summary>
    /// <param name="trials">[trial][channel][time], at least one second long.</param>
    /// <param name="samplingRate">Hz, above 16.</param>
    /// <exception cref="ArgumentException">There is no trial, or trials are shorter than a second.</exception>
    public static FeatureMatrix Of(IReadOnlyList<double[][]> trials, double samplingRate)
    {
        ArgumentNullException.ThrowIfNull(trials);
        if (trials.Count == 0)
            throw new ArgumentException("Expected at least one trial, got none.", nameof(trials));
        if (!(samplingRate > 16 && double.IsFinite(samplingRate)))
            throw new ArgumentOutOfRangeException(nameof(samplingRate), $"Expected a sampling rate above 16 Hz, so that a band lies below its half, got {samplingRate}.");
        var length = trials[0].Length == 0 ? 0 : trials[0][0].Length;
        if (length < samplingRate)
            throw new ArgumentException($"Expected trials of at least one second, {Math.Ceiling(samplingRate)} samples, got {length}.", nameof(trials));
        var segment = Math.Min(length, (int)Math.Round(2 * samplingRate)); // two seconds resolve half a hertz
        var bands = Bands.Where(b => b.High <= samplingRate / 2).ToArray();
        var rows = new double[trials.Count][];
        Numerics.Work.For(trials.Count, 0, i =>
        {
            var spectrum = new WelchSpectrum(segment, segment / 2).Estimate(trials[i], samplingRate, threads: 1);
            var powers = Array.ConvertAll(bands, b => spectrum.BandPower(b.Low, b.High));
            // a flat channel has no power; its logarithm is kept finite
            rows[i] = [.. Enumerable.Range(0, trials[i].Length).SelectMany(channel => powers.Select(p => Math.Log(Math.Max(p[channel], 1e-30))))];
        });
        return rows;
    }
}
