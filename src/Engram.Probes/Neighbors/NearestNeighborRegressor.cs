namespace Engram.Probes.Neighbors;

/// <summary>k nearest neighbours: the mean target of the k training samples nearest to a sample.</summary>
public sealed record NearestNeighborRegressor : IRegressor
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
    public IRegressorModel Fit(FeatureMatrix features, FeatureMatrix targets)
    {
        ProbeInput.Targets(features, targets);
        return NeighborAverage.Of(features, targets, Count, Metric, IsDistanceWeighted, Threads);
    }
}
