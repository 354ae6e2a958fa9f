using Engram.Modeling.Configuration;

namespace Engram.Modeling.Masking;

/// <summary>Settings of <see cref="GeometricMask"/>.</summary>
public sealed record GeometricMaskConfig : IConfig
{
    /// <summary>Share of masked steps of each channel, in [0, 1).</summary>
    public required double Ratio { get; init; }

    /// <summary>Mean length of a masked run, at least 1 step.</summary>
    public double MeanLength { get; init; } = 3;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.Fraction(Ratio);
        Require.That(MeanLength is >= 1 and < 1e9, "a finite length of at least 1", MeanLength, nameof(MeanLength));
    }
}
