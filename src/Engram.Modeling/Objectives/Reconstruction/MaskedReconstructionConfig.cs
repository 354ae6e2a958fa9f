using Engram.Modeling.Configuration;

namespace Engram.Modeling.Objectives;

/// <summary>Settings of a <see cref="MaskedReconstruction"/>.</summary>
public sealed record MaskedReconstructionConfig : IConfig
{
    /// <summary>The distance.</summary>
    public Distance Distance { get; init; } = Distance.Squared;

    /// <summary>Whether each patch of the target is brought to mean 0 and variance 1 first (He et al. 2022).</summary>
    public bool NormaliseTargets { get; init; }

    /// <inheritdoc/>
    public void Validate() => Require.That(Enum.IsDefined(Distance), "a known distance", Distance, nameof(Distance));
}
