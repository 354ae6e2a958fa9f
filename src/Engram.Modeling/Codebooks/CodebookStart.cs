namespace Engram.Modeling.Codebooks;

/// <summary>Where the codes of a trained codebook start.</summary>
public enum CodebookStart
{
    /// <summary>k-means of the first training batch.</summary>
    KMeans,

    /// <summary>Uniform in (-1/K, 1/K); with the cosine metric, random directions.</summary>
    Random,
}
