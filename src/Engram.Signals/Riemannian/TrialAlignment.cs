using Engram.Signals.Covariance;

namespace Engram.Signals.Riemannian;

/// <summary>
/// Recentres the trials of one subject or session, X ← R^(-1/2) X, with R the mean covariance of its trials, so that all have
/// the identity as their mean and classifiers carry over. R is the arithmetic mean (He and Wu 2020) or the Karcher mean
/// (Zanini et al. 2018).
/// </summary>
public sealed class TrialAlignment
{
    private readonly SymmetricMatrix whitener;

    private TrialAlignment(SymmetricMatrix reference)
    {
        Reference = reference;
        whitener = SpdManifold.InverseSquareRoot(reference);
    }

    /// <summary>R.</summary>
    public SymmetricMatrix Reference { get; }

    /// <summary>Euclidean alignment: R is the mean of X Xᵀ/T.</summary>
    /// <param name="trials">[trial][channel][time] of one subject.</param>
    public static TrialAlignment Euclidean(double[][][] trials) => new(SpdManifold.EuclideanMean(Covariances(trials)));

    /// <summary>Riemannian alignment: R is the Karcher mean of the covariances.</summary>
    /// <param name="trials">[trial][channel][time] of one subject.</param>
    public static TrialAlignment Riemannian(double[][][] trials) => new(SpdManifold.Mean(Covariances(trials)).Mean);

    /// <summary>R^(-1/2) X.</summary>
    /// <param name="trial">[channel][time].</param>
    public double[][] Apply(double[][] trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (trial.Length != whitener.Size)
            throw new ArgumentException($"Expected {whitener.Size} channels, got {trial.Length}.", nameof(trial));
        var rows = new double[trial.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[trial[0].Length];
            for (var k = 0; k < trial.Length; k++)
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(trial[k], whitener[i, k], rows[i], rows[i]);
        }

        return rows;
    }

    /// <summary>R^(-1/2) C R^(-1/2).</summary>
    /// <param name="covariance">A covariance of the same subject.</param>
    public SymmetricMatrix Apply(SymmetricMatrix covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        return covariance.Congruence(whitener);
    }

    private static SymmetricMatrix[] Covariances(double[][][] trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return Array.ConvertAll(trials, trial => CovarianceEstimator.Sample(trial, isUnbiased: false));
    }
}
