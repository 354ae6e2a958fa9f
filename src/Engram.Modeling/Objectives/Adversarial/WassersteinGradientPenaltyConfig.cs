using Engram.Modeling.Configuration;

namespace Engram.Modeling.Objectives;

/// <summary>Settings of a <see cref="WassersteinGradientPenalty"/>.</summary>
public sealed record WassersteinGradientPenaltyConfig : IConfig
{
    /// <summary>Weight of the penalty, λ.</summary>
    public double PenaltyWeight { get; init; } = 10;

    /// <inheritdoc/>
    public void Validate() => Require.AtLeast(PenaltyWeight, 0);
}
