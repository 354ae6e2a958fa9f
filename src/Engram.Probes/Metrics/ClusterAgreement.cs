namespace Engram.Probes.Metrics;

/// <summary>How well two partitions agree, whatever the names of their parts.</summary>
/// <param name="AdjustedRand">Share of pairs treated alike, corrected for chance (Hubert and Arabie 1985): 1 for the same partition, 0 on average for random ones.</param>
/// <param name="NormalisedMutualInformation">2 I(A; B) / (H(A) + H(B)): 1 for the same partition, 0 for independent ones; not corrected for chance.</param>
public sealed record ClusterAgreement(double AdjustedRand, double NormalisedMutualInformation)
{
    /// <summary>Compares two partitions.</summary>
    /// <param name="a">Part of each sample in one.</param>
    /// <param name="b">Part of each sample in the other.</param>
    /// <exception cref="ArgumentException">Counts differ, or there are fewer than two samples.</exception>
    public static ClusterAgreement Of(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        MetricInput.Pairs(a, b, nameof(b), least: 2);
        double n = a.Count;
        var joint = a.Zip(b).CountBy(p => p).ToDictionary();
        var (first, second) = (a.CountBy(v => v).ToDictionary(), b.CountBy(v => v).ToDictionary());
        double Pairs(IEnumerable<int> counts) => counts.Sum(c => c * (c - 1.0) / 2);
        var (index, pa, pb) = (Pairs(joint.Values), Pairs(first.Values), Pairs(second.Values));
        var expected = pa * pb / (n * (n - 1) / 2);
        var most = (pa + pb) / 2;
        double Entropy(IEnumerable<int> counts) => -counts.Sum(c => c / n * Math.Log(c / n));
        var information = joint.Sum(j => j.Value / n * Math.Log(j.Value * n / ((double)first[j.Key.First] * second[j.Key.Second])));
        var entropies = Entropy(first.Values) + Entropy(second.Values);
        return new(most == expected ? 1 : (index - expected) / (most - expected), entropies == 0 ? 1 : Math.Max(0, 2 * information / entropies));
    }
}
