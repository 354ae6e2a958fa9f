namespace Engram.Probes.Metrics;

/// <summary>What was observed against what was predicted; a calibrated classifier lies on the diagonal.</summary>
/// <param name="Bins">Bins that hold trials, ascending.</param>
public sealed record ReliabilityCurve(IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>Σ_b n_b/n |observed - predicted|.</summary>
    public double ExpectedError => Bins.Sum(b => b.Count * Math.Abs(b.Observed - b.Predicted)) / Bins.Sum(b => b.Count);

    /// <summary>The curve, in bins of one width over [0, 1].</summary>
    /// <param name="probabilities">Probability of class 1 for each trial.</param>
    /// <param name="labels">0 or 1 for each trial.</param>
    /// <param name="bins">How many bins.</param>
    /// <exception cref="ArgumentException">Counts differ, or a number is no probability.</exception>
    public static ReliabilityCurve Of(IReadOnlyList<double> probabilities, IReadOnlyList<int> labels, int bins = 10)
    {
        Calibration.Check(probabilities, labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        return new([.. Enumerable.Range(0, probabilities.Count)
            .GroupBy(i => Math.Clamp((int)Math.Ceiling(probabilities[i] * bins) - 1, 0, bins - 1)).OrderBy(g => g.Key) // (low, high], as Guo et al. cut them
            .Select(g => new ReliabilityBin(g.Average(i => probabilities[i]), g.Average(i => labels[i]), g.Count()))]);
    }
}
