using Engram.Papers.Ledger;

namespace Engram.Papers.EcgJepa;

/// <summary>Sizes of the ECG-JEPA experiment.</summary>
public sealed record EcgJepaConfig
{
    // Weights are drawn from seeds of their own: from the data's seed they would repeat the numbers that made the data.
    internal const int WeightSeeds = 1_000_003;

    /// <summary>The model: D = 64, three blocks, a predictor of two blocks, 25 patches of 0.2 s, runs of at least three.</summary>
    public EcgJepaModelConfig Model { get; init; } = EcgJepaModelConfig.Of(64, 3, 4, 2, patch: 20) with { MinimumBlock = 3 };

    /// <summary>Length of a recording; at 100 Hz.</summary>
    public double Seconds { get; init; } = 5;

    /// <summary>Simulated recordings without labels.</summary>
    public int Unlabelled { get; init; } = 2000;

    /// <summary>Labelled recordings that probes learn from, ascending.</summary>
    public int[] Labelled { get; init; } = [60, 200, 600];

    /// <summary>Recordings to test on.</summary>
    public int Test { get; init; } = 500;

    /// <summary>Steps of each pretraining.</summary>
    public int Steps { get; init; } = 400;

    /// <summary>Recordings in a batch.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Peak of the learning rate; three times the paper's, for a model this small and this short a training.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>m at the first step.</summary>
    public double FirstMomentum { get; init; } = 0.99;

    /// <summary>m at the last step.</summary>
    public double LastMomentum { get; init; } = 0.999;

    /// <summary>Steps of a probe on frozen features.</summary>
    public int ProbeSteps { get; init; } = 200;

    /// <summary>Learning rate of a probe.</summary>
    public double ProbeLearningRate { get; init; } = 1e-2;

    /// <summary>Steps of a training from scratch and of a fine-tuning alike.</summary>
    public int SupervisedSteps { get; init; } = 80;

    /// <summary>Learning rate from scratch; the best of five on a development seed.</summary>
    public double ScratchLearningRate { get; init; } = 1e-2;

    /// <summary>Learning rate of a fine-tuning; the best of the same five on the same development seed.</summary>
    public double FineTuningLearningRate { get; init; } = 1e-2;

    /// <summary>Samples of a crop in the evaluation by crops.</summary>
    public int Crop { get; init; } = 200;

    /// <summary>Samples from one crop to the next: seven crops, as in the paper.</summary>
    public int CropStride { get; init; } = 50;

    /// <summary>Repetitions, from the first on, that the ablations (no slow teacher, single masked patches) are made for.</summary>
    public int AblationSeeds { get; init; } = 3;

    /// <summary>Folds over the real recordings.</summary>
    public int RealFolds { get; init; } = 5;

    /// <summary>The sizes at a scale: full is ten times as long, on four times as many recordings of 10 s.</summary>
    /// <param name="scale">How large.</param>
    public static EcgJepaConfig For(ReproductionScale scale) => scale == ReproductionScale.Quick
        ? new()
        : new() { Unlabelled = 8000, Labelled = [60, 200, 600, 2000], Test = 2000, Seconds = 10, Crop = 240, CropStride = 120, Steps = 5000, ProbeSteps = 1000, SupervisedSteps = 500 };
}
