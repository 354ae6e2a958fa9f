namespace Engram.Probes.Neighbors;

/// <summary>How near two samples are.</summary>
public enum NeighborMetric
{
    /// <summary>‖x - y‖.</summary>
    Euclidean,

    /// <summary>1 - x·y / (‖x‖‖y‖); a sample of zeros is at distance 1 from all.</summary>
    Cosine,
}
