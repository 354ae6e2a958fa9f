namespace Engram.Probes.Neighbors;

/// <summary>k nearest neighbours: each class's share of the k training samples nearest to a sample (Cover and Hart 1967).</summary>
public sealed record NearestNeighborClassifier : IClassifier
{
    /// <summary>k, at least 1.</summary>
    public int Count { get; init; } = 10;

    /// <summary>How near two samples are.</summary>
    public NeighborMetric Metric { get; init; }

    /// <summary>Whether a neighbour counts 1 / distance instead of 1; those at distance 0 then count alone.</summary>
    public bool IsDistanceWeighted { get; init; }

    /// <summary>Most threads at once; 0 for one a core.</summary>
    public int Threads { get; init; }

    /// <inheritdoc/>
    public IClassifierModel Fit(FeatureMatrix features, IReadOnlyList<int> labels)
    {
        var (classes, index) = ProbeInput.Classes(features, labels);
        var shares = new double[features.Rows * classes.Length];
        for (var i = 0; i < features.Rows; i++)
            shares[(i * classes.Length) + index[i]] = 1;
        return new NeighborClassifierModel(classes, NeighborAverage.Of(features, new(features.Rows, classes.Length, shares), Count, Metric, IsDistanceWeighted, Threads));
    }
}
