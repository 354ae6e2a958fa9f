namespace Engram.Papers.AugmentedCovariance;

/// <summary>Sizes of the augmented covariance experiment.</summary>
public sealed record AugmentedCovarianceConfig
{
    /// <summary>Orders p that the search tries.</summary>
    public int[] Orders { get; init; } = [1, 2, 3];

    /// <summary>Lags τ in samples that the search tries.</summary>
    public int[] Lags { get; init; } = [1, 2, 4, 8];

    /// <summary>Outer folds of simulated sets.</summary>
    public int OuterFolds { get; init; } = 5;

    /// <summary>Folds of the inner search.</summary>
    public int InnerFolds { get; init; } = 3;

    /// <summary>C of the support vector machine.</summary>
    public double Cost { get; init; } = 1;
}
