using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings of a <see cref="Conformer"/>.</summary>
public sealed record ConformerConfig : IConfig
{
    /// <summary>Features of a token.</summary>
    public required int Width { get; init; }

    /// <summary>Number of blocks.</summary>
    public required int Depth { get; init; }

    /// <summary>Heads of each attention.</summary>
    public required int Heads { get; init; }

    /// <summary>Tokens of the depthwise convolution, odd.</summary>
    public int Kernel { get; init; } = 31;

    /// <summary>Features inside the feed-forward parts; none for 4 times the width.</summary>
    public int? FeedForwardWidth { get; init; }

    /// <summary>Chance of dropping.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Width, 1);
        Require.AtLeast(Depth, 1);
        Require.AtLeast(Heads, 1);
        Require.MultipleOf(Width, Heads);
        Require.Odd(Kernel);
        Require.Fraction(Dropout);
        if (FeedForwardWidth is { } hidden)
            Require.AtLeast(hidden, 1, nameof(FeedForwardWidth));
    }
}
