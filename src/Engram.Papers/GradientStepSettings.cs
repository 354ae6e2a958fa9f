namespace Engram.Papers;

/// <summary>Settings of a small training.</summary>
public sealed record GradientStepSettings
{
    /// <summary>Updates.</summary>
    public required int Steps { get; init; }

    /// <summary>Sequences of an update.</summary>
    public required int Batch { get; init; }

    /// <summary>Largest learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Updates of the linear rise to it; a linear fall to 0 follows.</summary>
    public int WarmUp { get; init; } = 20;

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; init; } = 0.01;
}
