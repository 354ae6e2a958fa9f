namespace Engram.Probes.Similarity;

/// <summary>How unlike two samples are.</summary>
public enum Dissimilarity
{
    /// <summary>1 - Pearson's correlation over the features.</summary>
    Correlation,

    /// <summary>‖x - y‖.</summary>
    Euclidean,

    /// <summary>1 - x·y / (‖x‖‖y‖).</summary>
    Cosine,
}
