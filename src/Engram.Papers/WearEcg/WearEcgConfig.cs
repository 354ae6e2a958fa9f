using Engram.Papers.Ledger;

namespace Engram.Papers.WearEcg;

/// <summary>Sizes of the WearECG experiment.</summary>
public sealed record WearEcgConfig
{
    // Weights are drawn from seeds of their own: from the data's seed they would repeat the numbers that made the data.
    internal const int WeightSeeds = 1_000_003;

    /// <summary>The variational autoencoder: 8 to 32 channels, a latent of 4 × 16 from 128 samples.</summary>
    public WearEcgModelConfig Model { get; init; } = WearEcgModelConfig.Of(8, 4, 1);

    /// <summary>Recordings to learn from.</summary>
    public int Train { get; init; } = 2400;

    /// <summary>Recordings of other subjects to test on.</summary>
    public int Test { get; init; } = 400;

    /// <summary>Steps of each autoencoder.</summary>
    public int Steps { get; init; } = 600;

    /// <summary>Recordings in a batch; the paper's size.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>Peak of the one-cycle learning rate; the paper's is 5e-5 over many more steps.</summary>
    public double LearningRate { get; init; } = 5e-3;

    /// <summary>Recordings in a batch of a classifier.</summary>
    public int ClassifierBatch { get; init; } = 32;

    /// <summary>Steps of each classifier.</summary>
    public int ClassifierSteps { get; init; } = 150;

    /// <summary>Samples before and after that the lagged ridge sees.</summary>
    public int Lags { get; init; } = 5;

    /// <summary>Samples of the posterior for the spread.</summary>
    public int PosteriorSamples { get; init; } = 20;

    /// <summary>Repetitions, from the first on, that the other autoencoders (mask forgotten, no divergence, a heavy one) are made for.</summary>
    public int ArmSeeds { get; init; } = 3;

    /// <summary>The heavy weight of the divergence; the paper's is 1e-4.</summary>
    public double HeavyDivergence { get; init; } = 0.1;

    /// <summary>Folds over the patients of the real recordings.</summary>
    public int RealFolds { get; init; } = 5;

    /// <summary>The sizes at a scale: full has twice the channels, two blocks a level and ten times the steps.</summary>
    /// <param name="scale">How large.</param>
    public static WearEcgConfig For(ReproductionScale scale) => scale == ReproductionScale.Quick
        ? new()
        : new() { Model = WearEcgModelConfig.Of(16, 8), Train = 9600, Test = 1600, Steps = 5000, ClassifierSteps = 600 };
}
