using Engram.Modeling.Configuration;

namespace Engram.Modeling.Masking;

/// <summary>Settings of <see cref="SpatialRadiusMask"/>; the defaults are REVE's.</summary>
public sealed record SpatialRadiusMaskConfig : IConfig
{
    /// <summary>Share of masked channels at every step, in [0, 1).</summary>
    public double Ratio { get; init; } = 0.55;

    /// <summary>Channels within this distance of a seed channel are masked with it (m).</summary>
    public double Radius { get; init; } = 0.03;

    /// <summary>Steps that share one choice of channels.</summary>
    public int Span { get; init; } = 3;

    /// <summary>Share of channels that are masked at all steps, in [0, 1), at most the ratio.</summary>
    public double DropoutRatio { get; init; } = 0.1;

    /// <summary>Distance within which channels are dropped together (m).</summary>
    public double DropoutRadius { get; init; } = 0.04;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.Fraction(Ratio);
        Require.AtLeast(Radius, 0);
        Require.AtLeast(Span, 1);
        Require.Fraction(DropoutRatio);
        Require.That(DropoutRatio <= Ratio, $"at most the ratio of {Ratio}", DropoutRatio, nameof(DropoutRatio));
        Require.AtLeast(DropoutRadius, 0);
    }
}
