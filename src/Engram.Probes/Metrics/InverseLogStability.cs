namespace Engram.Probes.Metrics;

/// <summary>
/// The stability score of RBTransformer's paper, of a mean accuracy μ and its deviation σ over folds, both in percent:
/// √μ/10 · min(-log₁₀(σ/(1 + 71 μ^2.5) + 10⁻¹⁰), 10). It ranks tables with nearly equal means by their spread; it is no accuracy.
/// </summary>
public static class InverseLogStability
{
    /// <summary>The score, from 0 to 10.</summary>
    /// <param name="mean">μ, 0 to 100.</param>
    /// <param name="deviation">σ, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double Of(double mean, double deviation)
    {
        if (!(mean is >= 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(mean), $"Expected a mean accuracy from 0 to 100 percent, got {mean}.");
        if (!(deviation >= 0 && double.IsFinite(deviation)))
            throw new ArgumentOutOfRangeException(nameof(deviation), $"Expected a deviation of 0 percent or more, got {deviation}.");
        return Math.Sqrt(mean) / 10 * Math.Min(-Math.Log10((deviation / (1 + (71 * Math.Pow(mean, 2.5)))) + 1e-10), 10);
    }
}
