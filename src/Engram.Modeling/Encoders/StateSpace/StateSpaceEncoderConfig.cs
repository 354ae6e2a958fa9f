using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings of a <see cref="StateSpaceEncoder"/>.</summary>
public sealed record StateSpaceEncoderConfig : IConfig
{
    /// <summary>Features of a token.</summary>
    public required int Width { get; init; }

    /// <summary>Number of blocks.</summary>
    public required int Depth { get; init; }

    /// <summary>Complex states of a feature.</summary>
    public int States { get; init; } = 32;

    /// <summary>Whether each layer also reads from the end.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>Least first step Δ.</summary>
    public double ShortestStep { get; init; } = 1e-3;

    /// <summary>Largest first step Δ.</summary>
    public double LongestStep { get; init; } = 0.1;

    /// <summary>Chance of dropping a value.</summary>
    public double Dropout { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Width, 1);
        Require.AtLeast(Depth, 1);
        Require.AtLeast(States, 1);
        Require.Above(ShortestStep, 0);
        Require.AtLeast(LongestStep, ShortestStep);
        Require.Fraction(Dropout);
    }
}
