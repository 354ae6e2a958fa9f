using Engram.Modeling.Configuration;

namespace Engram.Modeling.Masking;

/// <summary>Settings of <see cref="BlockMask"/>. ECG-JEPA masks 0.75 to 0.85 in blocks of at least 10.</summary>
public sealed record BlockMaskConfig : IConfig
{
    /// <summary>Share of masked steps of each channel, in [0, 1).</summary>
    public required double Ratio { get; init; }

    /// <summary>Shortest block, in steps.</summary>
    public int MinimumBlock { get; init; } = 1;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.Fraction(Ratio);
        Require.AtLeast(MinimumBlock, 1);
    }
}
