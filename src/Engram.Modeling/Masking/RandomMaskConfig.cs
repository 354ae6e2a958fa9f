using Engram.Modeling.Configuration;

namespace Engram.Modeling.Masking;

/// <summary>Settings of <see cref="RandomMask"/>.</summary>
public sealed record RandomMaskConfig : IConfig
{
    /// <summary>Share of masked tokens, in [0, 1).</summary>
    public required double Ratio { get; init; }

    /// <inheritdoc/>
    public void Validate() => Require.Fraction(Ratio);
}
