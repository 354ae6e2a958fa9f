using Engram.Modeling.Configuration;

namespace Engram.Modeling.Objectives;

/// <summary>Settings of a <see cref="Denoising"/>.</summary>
public sealed record DenoisingConfig : IConfig
{
    /// <summary>Number of noise steps, T.</summary>
    public required int Steps { get; init; }

    /// <summary>How noise grows.</summary>
    public NoiseScheduleKind Schedule { get; init; } = NoiseScheduleKind.Cosine;

    /// <summary>What the network predicts.</summary>
    public DiffusionTarget Target { get; init; } = DiffusionTarget.Epsilon;

    /// <inheritdoc/>
    public void Validate() => Require.AtLeast(Steps, 1);
}
