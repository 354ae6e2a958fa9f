using Engram.Modeling.Configuration;

namespace Engram.Modeling.Masking;

/// <summary>Settings of <see cref="TimeFrequencyMask"/>; the defaults are TFM-Tokenizer's.</summary>
public sealed record TimeFrequencyMaskConfig : IConfig
{
    /// <summary>Share of masked frequency groups (the grid's channels), in [0, 1).</summary>
    public double FrequencyRatio { get; init; } = 0.5;

    /// <summary>Share of masked frames (the grid's steps), in [0, 1).</summary>
    public double TimeRatio { get; init; } = 0.5;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.Fraction(FrequencyRatio);
        Require.Fraction(TimeRatio);
    }
}
