namespace Engram.Probes.Metrics;

/// <summary>The receiver operating characteristic: the share of class 1 against the share of class 0 that scores at least t, as t falls.</summary>
/// <param name="FalsePositiveRate">Share of class 0, from 0 to 1.</param>
/// <param name="TruePositiveRate">Share of class 1, from 0 to 1.</param>
public sealed record RocCurve(IReadOnlyList<double> FalsePositiveRate, IReadOnlyList<double> TruePositiveRate)
{
    /// <summary>The curve; equal scores make one slanted step.</summary>
    /// <param name="scores">One score for each trial.</param>
    /// <param name="labels">0 or 1 for each trial.</param>
    /// <exception cref="ArgumentException">One class is absent.</exception>
    public static RocCurve Of(IReadOnlyList<double> scores, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        var positives = labels.Count(l => l == 1);
        var negatives = labels.Count - positives;
        if (positives == 0 || negatives == 0)
            throw new ArgumentException("Expected trials of both classes.", nameof(labels));
        var (falsePositive, truePositive) = (new List<double> { 0 }, new List<double> { 0 });
        var (falses, trues) = (0, 0);
        foreach (var same in Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderByDescending(g => g.Key))
        {
            trues += same.Count(i => labels[i] == 1);
            falses += same.Count(i => labels[i] != 1);
            falsePositive.Add((double)falses / negatives);
            truePositive.Add((double)trues / positives);
        }

        return new(falsePositive, truePositive);
    }
}
