using System.Numerics.Tensors;

namespace Engram.Probes.Metrics;

/// <summary>
/// Rousseeuw's (1987) silhouette (b - a) / max(a, b), with the mean Euclidean distance a to the rest of a sample's own cluster and b to the
/// nearest other one: 1 is far apart, 0 touches, below 0 lies in the wrong one. A cluster of one sample counts 0.
/// </summary>
public static class Silhouette
{
    /// <summary>Mean over the samples; takes time and memory in the square of their number.</summary>
    /// <param name="features">[sample, feature].</param>
    /// <param name="labels">Cluster of each sample, at least two.</param>
    /// <exception cref="ArgumentException">Counts differ, or there is one cluster only.</exception>
    public static double Of(FeatureMatrix features, IReadOnlyList<int> labels)
    {
        var (classes, index) = ProbeInput.Classes(features, labels);
        var counts = new int[classes.Length];
        foreach (var c in index)
            counts[c]++;
        var values = new double[features.Rows];
        Numerics.Work.For(features.Rows, 0, i =>
        {
            var sums = new double[classes.Length];
            for (var j = 0; j < features.Rows; j++)
                sums[index[j]] += TensorPrimitives.Distance(features.Row(i), features.Row(j));
            if (counts[index[i]] == 1)
                return;
            var a = sums[index[i]] / (counts[index[i]] - 1);
            var b = Enumerable.Range(0, sums.Length).Where(c => c != index[i]).Min(c => sums[c] / counts[c]);
            values[i] = Math.Max(a, b) is > 0 and var larger ? (b - a) / larger : 0;
        });
        return values.Average();
    }
}
