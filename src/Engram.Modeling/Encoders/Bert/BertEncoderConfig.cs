using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings of a <see cref="BertEncoder"/>.</summary>
public sealed record BertEncoderConfig : IConfig
{
    /// <summary>Ids, special tokens among them.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Most tokens of a sequence.</summary>
    public required int Length { get; init; }

    /// <summary>Features of a token, D.</summary>
    public required int Width { get; init; }

    /// <summary>Number of blocks.</summary>
    public required int Depth { get; init; }

    /// <summary>Heads of each attention.</summary>
    public required int Heads { get; init; }

    /// <summary>Features inside the feed-forward part.</summary>
    public required int FeedForwardWidth { get; init; }

    /// <summary>Chance of dropping attention weights, hidden features, what is added to the residual stream, and embedded features.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>The transformer over the embedded tokens: post-norm, GELU, relative positions.</summary>
    internal TokenTransformerConfig Transformer => new()
    {
        Width = Width,
        Depth = Depth,
        Heads = Heads,
        FeedForwardWidth = FeedForwardWidth,
        Placement = NormPlacement.Post,
        FinalNorm = false,
        NormEpsilon = BertEncoder.NormEpsilon,
        Dropout = Dropout,
        RelativeLength = Length,
    };

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Vocabulary, 2);
        Require.AtLeast(Length, 1);
        Require.AtLeast(FeedForwardWidth, 1);
        Transformer.Validate();
    }
}
