namespace Engram.Probes.Statistics;

/// <summary>Holm's (1979) step-down correction of several tests: the chance of one false alarm among them stays below the level.</summary>
public static class HolmCorrection
{
    /// <summary>Adjusted p values, in the order given: of the i-th smallest of m the largest of (m - j + 1) p_j with j ≤ i, at most 1.</summary>
    /// <param name="pValues">p of each test, from 0 to 1.</param>
    /// <exception cref="ArgumentException">A number is no p value.</exception>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        if (pValues.Any(p => !(p is >= 0 and <= 1)))
            throw new ArgumentException($"Expected p values from 0 to 1, got {pValues.First(p => !(p is >= 0 and <= 1))}.", nameof(pValues));
        var result = new double[pValues.Count];
        double largest = 0;
        foreach (var (test, rank) in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).Select((test, rank) => (test, rank)))
            result[test] = largest = Math.Max(largest, Math.Min(1, (pValues.Count - rank) * pValues[test]));
        return result;
    }
}
