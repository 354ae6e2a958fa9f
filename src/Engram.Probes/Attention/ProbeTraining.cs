namespace Engram.Probes.Attention;

/// <summary>How a probe is trained by gradient: AdamW (Loshchilov and Hutter 2019) under a cosine that ends at 0.</summary>
public sealed record ProbeTraining
{
    /// <summary>Passes over the samples.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>Samples of a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Step size at the start.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Decoupled weight decay.</summary>
    public double WeightDecay { get; init; } = 0.01;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ProbeInput.Positive(LearningRate, nameof(LearningRate));
        ProbeInput.AtLeastZero(WeightDecay, nameof(WeightDecay));
    }
}
