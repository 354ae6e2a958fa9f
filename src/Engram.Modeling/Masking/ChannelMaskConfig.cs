using Engram.Modeling.Configuration;

namespace Engram.Modeling.Masking;

/// <summary>Settings of <see cref="ChannelMask"/>.</summary>
public sealed record ChannelMaskConfig : IConfig
{
    /// <summary>Share of masked channels or leads, in [0, 1).</summary>
    public required double Ratio { get; init; }

    /// <inheritdoc/>
    public void Validate() => Require.Fraction(Ratio);
}
