using Engram.Modeling.Configuration;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// Settings of <see cref="ConvolutionalStem"/>. ECG-JEPA has 12 channels and one layer of kernel and stride 25; Du-IN three layers
/// (128 × 19 / 10, 128 × 3 / 1, 16 × 3 / 1) without activation.
/// </summary>
public sealed record ConvolutionalStemConfig : IConfig
{
    /// <summary>Input channels.</summary>
    public required int Channels { get; init; }

    /// <summary>Layers, first to last.</summary>
    public required IReadOnlyList<ConvolutionLayer> Layers { get; init; }

    /// <summary>GELU between the layers.</summary>
    public bool Activation { get; init; } = true;

    /// <summary>Samples from one token to the next, the product of the strides.</summary>
    internal int Stride => Layers.Aggregate(1, (product, l) => product * l.Stride);

    /// <summary>Numbers in a token.</summary>
    internal int Width => Layers[^1].Filters;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Channels, 1);
        Require.That(Layers.Count > 0 && Layers.All(l => l.Filters >= 1 && l.Stride >= 1 && l.Kernel >= l.Stride), "at least one layer, each with filters, and kernels of at least the stride", string.Join(", ", Layers), nameof(Layers));
    }
}
