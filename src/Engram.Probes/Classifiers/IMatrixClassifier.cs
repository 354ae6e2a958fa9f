using Engram.Signals.Riemannian;

namespace Engram.Probes.Classifiers;

/// <summary>Tells two classes of covariance matrices apart.</summary>
public interface IMatrixClassifier
{
    /// <summary>Learns from labelled matrices.</summary>
    /// <param name="matrices">Positive definite matrices of one size.</param>
    /// <param name="labels">0 or 1 for each.</param>
    void Fit(IReadOnlyList<SymmetricMatrix> matrices, IReadOnlyList<int> labels);

    /// <summary>A number that grows with the evidence for class 1; above 0 means class 1.</summary>
    /// <param name="matrix">A matrix of the same size.</param>
    double Score(SymmetricMatrix matrix);
}
