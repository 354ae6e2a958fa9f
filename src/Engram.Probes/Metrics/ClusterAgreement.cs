namespace Engram.Probes.Metrics;

/// <summary>How well two groupings of the same items agree, whatever the groups are called.</summary>
public static class ClusterAgreement
{
    /// <summary>
    /// Adjusted Rand index (Hubert and Arabie 1985): pairs that both groupings join, less what chance would give, over the most that is possible.
    /// 1 for equal groupings, about 0 for unrelated ones.
    /// </summary>
    /// <param name="first">Group of each item.</param>
    /// <param name="second">Group of each item.</param>
    /// <exception cref="ArgumentException">The lists are empty or differ in length.</exception>
    public static double AdjustedRand(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        var (cells, rows, columns) = Contingency(first, second);
        static double Pairs(IEnumerable<int> counts) => counts.Sum(n => n * (n - 1.0) / 2);
        var (joined, inFirst, inSecond) = (Pairs(cells.Values), Pairs(rows.Values), Pairs(columns.Values));
        var expected = inFirst * inSecond / Math.Max(1, Pairs([first.Count]));
        var most = (inFirst + inSecond) / 2;
        return most == expected ? 1 : (joined - expected) / (most - expected);
    }

    /// <summary>Normalised mutual information, 2 I(A; B) / (H(A) + H(B)): 0 where one says nothing of the other, 1 for equal groupings.</summary>
    /// <param name="first">Group of each item.</param>
    /// <param name="second">Group of each item.</param>
    /// <exception cref="ArgumentException">The lists are empty or differ in length.</exception>
    public static double NormalizedMutualInformation(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        var (cells, rows, columns) = Contingency(first, second);
        double total = first.Count;
        double Entropy(IEnumerable<int> counts) => -counts.Sum(n => n / total * Math.Log(n / total));
        var (a, b) = (Entropy(rows.Values), Entropy(columns.Values));
        var mutual = cells.Sum(c => c.Value / total * Math.Log(c.Value * total / ((double)rows[c.Key.First] * columns[c.Key.Second])));
        return a + b == 0 ? 1 : 2 * mutual / (a + b);
    }

    private static (Dictionary<(int First, int Second), int> Cells, Dictionary<int, int> Rows, Dictionary<int, int> Columns) Contingency(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count == 0 || first.Count != second.Count)
            throw new ArgumentException($"Expected two groupings of the same items, got {first.Count} and {second.Count}.", nameof(second));
        return (first.Zip(second).CountBy(p => p).ToDictionary(p => (p.Key.First, p.Key.Second), p => p.Value), first.CountBy(g => g).ToDictionary(), second.CountBy(g => g).ToDictionary());
    }
}
