using Engram.Modeling.Configuration;

namespace Engram.Modeling.Objectives;

/// <summary>Settings of <see cref="PrototypeLosses"/>.</summary>
public sealed record PrototypeConfig : IConfig
{
    /// <summary>Weight of the pull to a prototype of an own class.</summary>
    public double ClusterWeight { get; init; } = 0.8;

    /// <summary>Weight of the push from prototypes of other classes.</summary>
    public double SeparationWeight { get; init; } = 0.08;

    /// <summary>Weight of the push between prototypes.</summary>
    public double DiversityWeight { get; init; } = 0.01;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(ClusterWeight, 0);
        Require.AtLeast(SeparationWeight, 0);
        Require.AtLeast(DiversityWeight, 0);
    }
}
