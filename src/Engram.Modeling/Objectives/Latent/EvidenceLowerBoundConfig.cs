using Engram.Modeling.Configuration;

namespace Engram.Modeling.Objectives;

/// <summary>Settings of an <see cref="EvidenceLowerBound"/>.</summary>
public sealed record EvidenceLowerBoundConfig : IConfig
{
    /// <summary>Weight of the divergence, β (Higgins et al. 2017); WearECG has 1e-4.</summary>
    public double DivergenceWeight { get; init; } = 1;

    /// <summary>The distance of the reconstruction.</summary>
    public Distance Distance { get; init; } = Distance.Squared;

    /// <inheritdoc/>
    public void Validate() => Require.AtLeast(DivergenceWeight, 0);
}
