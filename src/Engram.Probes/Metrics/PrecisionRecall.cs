namespace Engram.Probes.Metrics;

/// <summary>How good a choice of trials is.</summary>
/// <param name="Precision">Share of the chosen that are of class 1.</param>
/// <param name="Recall">Share of class 1 that is chosen.</param>
public sealed record PrecisionRecall(double Precision, double Recall)
{
    /// <summary>2PR / (P + R), the harmonic mean of precision and recall; 0 where both are 0.</summary>
    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    /// <summary>Chooses the highest scores; those that are equal at the cut are chosen in equal shares.</summary>
    /// <param name="scores">One score for each trial.</param>
    /// <param name="labels">0 or 1 for each trial.</param>
    /// <param name="count">How many are chosen, from 1 to the number of trials.</param>
    /// <exception cref="ArgumentException">Class 1 is absent.</exception>
    public static PrecisionRecall AtTop(IReadOnlyList<double> scores, IReadOnlyList<int> labels, int count)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, scores.Count);
        var positives = labels.Count(l => l == 1);
        if (positives == 0)
            throw new ArgumentException("Expected at least one trial of class 1.", nameof(labels));
        var (room, hits) = ((double)count, 0.0);
        foreach (var same in Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderByDescending(g => g.Key))
        {
            var share = Math.Min(1, room / same.Count());
            hits += share * same.Count(i => labels[i] == 1);
            room -= share * same.Count();
            if (room <= 0)
                break;
        }

        return new(hits / count, hits / positives);
    }
}
