using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings of a <see cref="TokenTransformer"/>.</summary>
public sealed record TokenTransformerConfig : IConfig
{
    /// <summary>Features of a token, D.</summary>
    public required int Width { get; init; }

    /// <summary>Number of blocks.</summary>
    public required int Depth { get; init; }

    /// <summary>Heads of each attention.</summary>
    public required int Heads { get; init; }

    /// <summary>Features of a head; none for width / heads.</summary>
    public int? HeadWidth { get; init; }

    /// <summary>Features inside the feed-forward part; none for 4 times the width.</summary>
    public int? FeedForwardWidth { get; init; }

    /// <summary>Activation of the feed-forward part.</summary>
    public FeedForwardKind FeedForward { get; init; } = FeedForwardKind.Gelu;

    /// <summary>The norm.</summary>
    public NormKind Norm { get; init; } = NormKind.Layer;

    /// <summary>Where it stands.</summary>
    public NormPlacement Placement { get; init; } = NormPlacement.Pre;

    /// <summary>ε of the norm.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <summary>Whether matrices and norms have biases.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>Whether queries, keys and values have biases; none for as <see cref="Bias"/>.</summary>
    public bool? ProjectionBias { get; init; }

    /// <summary>Whether queries and keys pass a norm in each head.</summary>
    public bool NormaliseQueriesAndKeys { get; init; }

    /// <summary>How queries meet keys and values.</summary>
    public AttentionKind Attention { get; init; }

    /// <summary>Most tokens, class and register tokens among them, where attention knows learned distances between tokens; none for no such knowledge.</summary>
    public int? RelativeLength { get; init; }

    /// <summary>Whether a norm follows the last block, as pre-norm needs.</summary>
    public bool FinalNorm { get; init; } = true;

    /// <summary>Chance of dropping attention weights, hidden features and what is added to the residual stream.</summary>
    public double Dropout { get; init; }

    /// <summary>Whether a learned token stands first, to be read as the summary.</summary>
    public bool ClassToken { get; init; }

    /// <summary>Learned tokens that take part in attention and are dropped from the output (Darcet et al. 2024).</summary>
    public int RegisterTokens { get; init; }

    /// <summary>
    /// Deviation of the first weights (normal, cut at 2 deviations; what writes to the residual stream is smaller by
    /// <c>√(2 · Depth)</c>, biases are 0); none for torch's own.
    /// </summary>
    public double? InitialDeviation { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Width, 1);
        Require.AtLeast(Depth, 1);
        Require.AtLeast(Heads, 1);
        Require.AtLeast(RegisterTokens, 0);
        Require.Fraction(Dropout);
        Require.Above(NormEpsilon, 0);
        if (HeadWidth is { } head)
            Require.AtLeast(head, 1, nameof(HeadWidth));
        else
            Require.MultipleOf(Width, Heads);
        if (FeedForwardWidth is { } hidden)
            Require.AtLeast(hidden, 1, nameof(FeedForwardWidth));
        if (RelativeLength is { } length)
        {
            Require.AtLeast(length, 1, nameof(RelativeLength));
            Require.That(Attention == AttentionKind.Softmax, "softmax where there is a relative length", Attention, nameof(Attention));
        }

        if (InitialDeviation is { } deviation)
            Require.Above(deviation, 0, nameof(InitialDeviation));
    }
}
