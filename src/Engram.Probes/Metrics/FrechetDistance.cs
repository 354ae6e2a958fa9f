using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes.Metrics;

/// <summary>
/// Squared Fréchet distance of the normal distributions fitted to two sets of features, ‖m₁ - m₂‖² + tr(C₁ + C₂ - 2 (C₁^½ C₂ C₁^½)^½)
/// (Heusel et al. 2017, with the features of any classifier). Small sets make it too large: compare methods at one number of samples.
/// </summary>
public static class FrechetDistance
{
    /// <summary>The distance of two sets.</summary>
    /// <param name="first">[sample, feature].</param>
    /// <param name="second">[sample, feature], as many features.</param>
    /// <exception cref="ArgumentException">Features differ in number, or a set has one sample only.</exception>
    public static double Of(FeatureMatrix first, FeatureMatrix second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Columns != second.Columns)
            throw new ArgumentException($"Expected sets with as many features, got {first.Columns} and {second.Columns}.", nameof(second));
        if (first.Rows < 2 || second.Rows < 2)
            throw new ArgumentException($"Expected at least two samples in each set, got {first.Rows} and {second.Rows}.", nameof(first));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (m1, c1) = Moments(first.ToTensor());
        var (m2, c2) = Moments(second.ToTensor());
        return Between(m1, c1, m2, c2);
    }

    /// <summary>The distance of two normal distributions.</summary>
    /// <param name="firstMean">m₁, [feature].</param>
    /// <param name="firstCovariance">C₁, [feature, feature].</param>
    /// <param name="secondMean">m₂.</param>
    /// <param name="secondCovariance">C₂.</param>
    internal static double Between(Tensor firstMean, Tensor firstCovariance, Tensor secondMean, Tensor secondCovariance)
    {
        using var scope = NewDisposeScope();
        var root = Root(firstCovariance);
        var cross = Root(root.mm(secondCovariance).mm(root)).trace();
        var distance = (firstMean - secondMean).square().sum() + firstCovariance.trace() + secondCovariance.trace() - (2 * cross);
        return Math.Max(0, distance.ToDouble()); // rounding may go below
    }

    private static (Tensor Mean, Tensor Covariance) Moments(Tensor rows)
    {
        var mean = rows.mean([0]);
        var centred = rows - mean;
        return (mean, centred.t().mm(centred) / (rows.shape[0] - 1));
    }

    // of a symmetric matrix without negative eigenvalues but for rounding
    private static Tensor Root(Tensor matrix)
    {
        var (values, vectors) = linalg.eigh((matrix + matrix.t()) / 2);
        return (vectors * values.clamp(min: 0).sqrt()).mm(vectors.t());
    }
}
