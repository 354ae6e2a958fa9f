namespace Engram.Interpretability.Dictionaries;

/// <summary>Sizes and sparsity of a sparse dictionary.</summary>
public sealed record SparseDictionaryConfig
{
    /// <summary>Length of an input vector.</summary>
    public required long InputSize { get; init; }

    /// <summary>Length of a target vector; the input's for an autoencoder.</summary>
    public required long OutputSize { get; init; }

    /// <summary>Number of features.</summary>
    public required long Width { get; init; }

    /// <summary>Features that may be active on one input; 0 = any number (sparsity by <see cref="L1"/> alone).</summary>
    public int ActiveFeatures { get; init; }

    /// <summary>λ₁, the weight of Σ z in the loss.</summary>
    public double L1 { get; init; }
}
