using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;

namespace Engram.Papers.RbTransformer;

/// <summary>Settings of an <see cref="RbTransformerModel"/>; the defaults are small enough for a notebook.</summary>
public sealed record RbTransformerConfig : IConfig
{
    /// <summary>Electrodes, C: one token each.</summary>
    public int Electrodes { get; init; } = 14;

    /// <summary>Band entropies of an electrode.</summary>
    public int Bands { get; init; } = 4;

    /// <summary>Classes, K.</summary>
    public int Classes { get; init; } = 2;

    /// <summary>Features of a token.</summary>
    public int Width { get; init; } = 32;

    /// <summary>Blocks of attention between electrodes; 0 for none, so that the mean over electrodes is all that the head sees.</summary>
    public int Depth { get; init; } = 2;

    /// <summary>Heads.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Features of a head.</summary>
    public int HeadWidth { get; init; } = 8;

    /// <summary>Features inside the head's layers.</summary>
    public IReadOnlyList<int> HeadLayers { get; init; } = [64, 64, 32];

    /// <summary>Chance of dropping.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Whether each electrode has a learned vector; without them the model cannot tell electrodes apart.</summary>
    public bool HasIdentity { get; init; } = true;

    /// <summary>The published model for DREAMER: 14 electrodes, two classes.</summary>
    public static RbTransformerConfig Published { get; } = new() { Width = 128, Depth = 4, Heads = 6, HeadWidth = 32, HeadLayers = [256, 256, 128] };

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Electrodes, 1);
        Require.AtLeast(Bands, 1);
        Require.AtLeast(Classes, 2);
        Require.AtLeast(Width, 1);
        Require.AtLeast(Depth, 0);
        Require.Fraction(Dropout);
        Require.That(HeadLayers.Count > 0 && HeadLayers.All(n => n > 0), "one or more layers of at least 1 feature", string.Join(", ", HeadLayers), nameof(HeadLayers));
        if (Depth > 0)
            Transformer.Validate();
    }

    // pre-norm, no bias in queries, keys and values, feed-forward part as wide as the tokens
    internal TokenTransformerConfig Transformer => new()
    {
        Width = Width, Depth = Depth, Heads = Heads, HeadWidth = HeadWidth, FeedForwardWidth = Width, ProjectionBias = false, FinalNorm = false, Dropout = Dropout,
    };
}
