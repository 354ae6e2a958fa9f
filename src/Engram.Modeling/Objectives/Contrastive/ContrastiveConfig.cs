using Engram.Modeling.Configuration;

namespace Engram.Modeling.Objectives;

/// <summary>Settings of the contrastive objectives.</summary>
public sealed record ContrastiveConfig : IConfig
{
    /// <summary>Temperature τ that divides cosines.</summary>
    public double Temperature { get; init; } = 0.1;

    /// <inheritdoc/>
    public void Validate() => Require.Above(Temperature, 0);
}
