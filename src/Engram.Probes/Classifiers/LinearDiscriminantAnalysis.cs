using Engram.Signals.Covariance;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Probes.Classifiers;

/// <summary>
/// Linear discriminant analysis: Gaussian classes with one covariance Σ, z_c = μ_cᵀΣ⁻¹x - ½μ_cᵀΣ⁻¹μ_c + log π_c (Fisher 1936; Rao 1948).
/// Σ = Σ_c π_c Σ_c with each class's covariance (divisor n_c), shrunk towards a multiple of the identity: (1 - γ)Σ_c + γ tr(Σ_c)/p I.
/// A singular Σ is inverted on the directions that it spans.
/// </summary>
public sealed record LinearDiscriminantAnalysis : IClassifier
{
    /// <summary>γ from 0 to 1; null for Ledoit and Wolf's (2004) on features of unit variance, as scikit-learn's <c>shrinkage="auto"</c>.</summary>
    public double? Shrinkage { get; init; } = 0;

    /// <inheritdoc cref="IClassifier.Fit"/>
    public LinearClassifierModel Fit(FeatureMatrix features, IReadOnlyList<int> labels)
    {
        var (classes, index) = ProbeInput.Classes(features, labels);
        if (Shrinkage is { } given && !(given is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(features), $"Expected a shrinkage from 0 to 1, or null, got {given}.");
        var (p, k) = (features.Columns, classes.Length);
        var (sum, means, priors) = (new double[p * p], new double[k * p], new double[k]);
        for (var c = 0; c < k; c++)
        {
            var members = features.SelectRows([.. Enumerable.Range(0, features.Rows).Where(i => index[i] == c)]);
            priors[c] = members.Rows / (double)features.Rows;
            for (var j = 0; j < p; j++)
                means[(c * p) + j] = members.ColumnValues(j).Average();
            var covariance = Covariance(members);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += priors[c] * covariance[i];
        }

        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var mu = tensor(means, [k, p]);
        var coefficients = mu.mm(PseudoInverse(tensor(sum, [p, p]))); // μ_cᵀΣ⁻¹
        var intercepts = ((coefficients * mu).sum([1L]) * -0.5) + tensor(priors).log();
        return k > 2
            ? new(classes, coefficients.ToResult(), intercepts.data<double>().ToArray(), isProbabilistic: true)
            : new(classes, (coefficients[1] - coefficients[0]).unsqueeze(0).ToResult(), [(intercepts[1] - intercepts[0]).item<double>()], isProbabilistic: true);
    }

    IClassifierModel IClassifier.Fit(FeatureMatrix features, IReadOnlyList<int> labels) => Fit(features, labels);

    private double[] Covariance(FeatureMatrix members)
    {
        var p = members.Columns;
        if (members.Rows == 1)
            return new double[p * p];
        if (Shrinkage is { } shrinkage)
        {
            var plain = CovarianceEstimator.Sample(Columns(members), isUnbiased: false);
            return plain.Combine(1 - shrinkage, Signals.Riemannian.SymmetricMatrix.Identity(p), shrinkage * plain.Trace / p).Values.ToArray();
        }

        var scaler = StandardScaler.Fit(members);
        var shrunk = CovarianceEstimator.LedoitWolf(Columns(scaler.Transform(members))).Values.ToArray();
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++)
                shrunk[(i * p) + j] *= scaler.Deviations[i] * scaler.Deviations[j];
        }

        return shrunk;
    }

    private static double[][] Columns(FeatureMatrix features) => [.. Enumerable.Range(0, features.Columns).Select(features.ColumnValues)];

    private static Tensor PseudoInverse(Tensor covariance)
    {
        var (values, vectors) = linalg.eigh(covariance);
        var floor = values[^1] * (1e-15 * covariance.shape[0]);
        var inverse = where(values > floor, 1 / values, zeros_like(values));
        return (vectors * inverse).mm(vectors.t());
    }
}
