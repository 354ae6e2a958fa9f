using Engram.Papers.Ledger;

namespace Engram.Papers.AugmentedCovariance;

/// <summary>Sizes of the augmented covariance experiment.</summary>
public sealed record AugmentedCovarianceConfig
{
    /// <summary>Orders p that the search tries.</summary>
    public int[] Orders { get; init; } = [1, 2, 3];

    /// <summary>Lags τ in samples that the search tries.</summary>
    public int[] Lags { get; init; } = [1, 2, 4, 8];

    /// <summary>Lags for the simulated motor imagery, whose trials are short.</summary>
    public int[] WaveLags { get; init; } = [1, 2, 4];

    /// <summary>Trials of each class in a set with reversed time.</summary>
    public int ReversedTrials { get; init; } = 60;

    /// <summary>Trials of each class in a simulated motor imagery set.</summary>
    public int WaveTrials { get; init; } = 30;

    /// <summary>Simulated subjects for each seed, with mixings of their own.</summary>
    public int Subjects { get; init; } = 4;

    /// <summary>Outer folds of sets with reversed time.</summary>
    public int OuterFolds { get; init; } = 5;

    /// <summary>Outer folds of simulated motor imagery.</summary>
    public int WaveFolds { get; init; } = 3;

    /// <summary>Folds of the inner search.</summary>
    public int InnerFolds { get; init; } = 3;

    /// <summary>C of the support vector machine.</summary>
    public double Cost { get; init; } = 1;

    /// <summary>The sizes at a scale: full is the paper's grid of orders and lags 1 to 10.</summary>
    /// <param name="scale">How large.</param>
    public static AugmentedCovarianceConfig For(ReproductionScale scale) => scale == ReproductionScale.Quick
        ? new()
        : new() { Orders = [.. Enumerable.Range(1, 10)], Lags = [.. Enumerable.Range(1, 10)], WaveLags = [.. Enumerable.Range(1, 10)] };
}
