using Engram.Modeling.Configuration;

namespace Engram.Modeling.Encoders;

/// <summary>Settings of a <see cref="RecurrentEncoder"/>.</summary>
public sealed record RecurrentEncoderConfig : IConfig
{
    /// <summary>Features of a token that comes in.</summary>
    public required int InputWidth { get; init; }

    /// <summary>Features of a state.</summary>
    public required int HiddenWidth { get; init; }

    /// <summary>Number of layers.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>The cell.</summary>
    public RecurrentCell Cell { get; init; } = RecurrentCell.Gru;

    /// <summary>Whether a second network reads from the end; the features then double.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>Chance of dropping a value between layers.</summary>
    public double Dropout { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(InputWidth, 1);
        Require.AtLeast(HiddenWidth, 1);
        Require.AtLeast(Layers, 1);
        Require.Fraction(Dropout);
    }
}
