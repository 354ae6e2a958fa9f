using Engram.Modeling.Configuration;

namespace Engram.Modeling.Masking;

/// <summary>Settings of <see cref="TubeMask"/>.</summary>
public sealed record TubeMaskConfig : IConfig
{
    /// <summary>Share of masked channels of each span, in [0, 1).</summary>
    public required double Ratio { get; init; }

    /// <summary>Steps that share one choice of channels.</summary>
    public required int Span { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.Fraction(Ratio);
        Require.AtLeast(Span, 1);
    }
}
