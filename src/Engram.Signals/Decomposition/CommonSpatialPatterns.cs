using Engram.Signals.Covariance;
using Engram.Signals.Riemannian;

namespace Engram.Signals.Decomposition;

/// <summary>
/// Common spatial patterns (Ramoser et al. 2000): the filters w with C₁w = λ(C₁ + C₂)w. λ near 1 is power of the first class, near 0 of
/// the second; the filters furthest from ½ are kept.
/// </summary>
public sealed class CommonSpatialPatterns
{
    private CommonSpatialPatterns(double[][] filters, double[][] patterns, double[] eigenvalues) => (Filters, Patterns, Eigenvalues) = (filters, patterns, eigenvalues);

    /// <summary>[component][channel], scaled so that wᵀ(C₁ + C₂)w = 1.</summary>
    public double[][] Filters { get; }

    /// <summary>[component][channel]: how each component's source appears on the channels, (C₁ + C₂)w.</summary>
    public double[][] Patterns { get; }

    /// <summary>λ of each component.</summary>
    public double[] Eigenvalues { get; }

    /// <summary>Filters of two class covariances.</summary>
    /// <param name="first">Mean covariance of the first class.</param>
    /// <param name="second">Mean covariance of the second class.</param>
    /// <param name="components">How many, 1 to the number of channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number does not fit.</exception>
    public static CommonSpatialPatterns Fit(SymmetricMatrix first, SymmetricMatrix second, int components)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var n = first.Size;
        if (components < 1 || components > n)
            throw new ArgumentOutOfRangeException(nameof(components), $"Expected 1 to {n} components, got {components}.");
        var whitener = SpdManifold.InverseSquareRoot(first.Combine(1, second, 1));
        var root = SpdManifold.SquareRoot(first.Combine(1, second, 1));
        var (values, vectors) = SymmetricEigen.Decompose(first.Congruence(whitener));
        var order = Enumerable.Range(0, n).OrderByDescending(i => Math.Abs(values[i] - 0.5)).Take(components).ToArray();
        return new(Array.ConvertAll(order, i => Product(whitener, vectors, i)), Array.ConvertAll(order, i => Product(root, vectors, i)), Array.ConvertAll(order, i => values[i]));
    }

    /// <summary>Filters of trials of two classes, by the mean of their covariances.</summary>
    /// <param name="trials">[trial][channel][time].</param>
    /// <param name="labels">0 or 1 for each trial; both must occur.</param>
    /// <param name="components">How many.</param>
    public static CommonSpatialPatterns Fit(double[][][] trials, IReadOnlyList<int> labels, int components)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(labels);
        var covariances = Array.ConvertAll(trials, t => CovarianceEstimator.Sample(t));
        SymmetricMatrix Mean(int label) => SpdManifold.EuclideanMean([.. covariances.Where((_, i) => labels[i] == label)]);
        return Fit(Mean(0), Mean(1), components);
    }

    /// <summary>Log of the variance of each component of a trial: what a classifier gets.</summary>
    /// <param name="trial">[channel][time].</param>
    public double[] Features(double[][] trial)
    {
        var covariance = CovarianceEstimator.Sample(trial);
        return Array.ConvertAll(Filters, w =>
        {
            double variance = 0;
            for (var i = 0; i < w.Length; i++)
            {
                for (var j = 0; j < w.Length; j++)
                    variance += w[i] * covariance[i, j] * w[j];
            }

            return Math.Log(variance);
        });
    }

    private static double[] Product(SymmetricMatrix matrix, double[] vectors, int column)
    {
        var n = matrix.Size;
        var result = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < n; k++)
                result[i] += matrix[i, k] * vectors[(k * n) + column];
        }

        return result;
    }
}
