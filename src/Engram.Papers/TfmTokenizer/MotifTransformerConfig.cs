using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;

namespace Engram.Papers.TfmTokenizer;

/// <summary>Settings of a <see cref="MotifTransformer"/>.</summary>
public sealed record MotifTransformerConfig : IConfig
{
    /// <summary>Codes of the tokenizer, K.</summary>
    public required int Codes { get; init; }

    /// <summary>Features of a token, D.</summary>
    public required int Width { get; init; }

    /// <summary>Layers.</summary>
    public required int Depth { get; init; }

    /// <summary>Heads of each attention.</summary>
    public required int Heads { get; init; }

    /// <summary>Channels that have a vector of their own.</summary>
    public int Channels { get; init; } = 16;

    /// <summary>Chance of dropping.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>Classes of the last step.</summary>
    public required int Classes { get; init; }

    internal TokenTransformerConfig Transformer => new()
    {
        Width = Width, Depth = Depth, Heads = Heads, Dropout = Dropout, Attention = AttentionKind.Linear, ProjectionBias = false, FinalNorm = false, ClassToken = true,
    };

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Codes, 2);
        Require.AtLeast(Channels, 1);
        Require.AtLeast(Classes, 2);
        Transformer.Validate();
    }
}
