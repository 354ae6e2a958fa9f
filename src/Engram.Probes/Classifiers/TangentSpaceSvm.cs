using Engram.Signals.Riemannian;

namespace Engram.Probes.Classifiers;

/// <summary>Tangent-space vectors at the Karcher mean of the training trials, standardised, then a linear support vector machine.</summary>
/// <param name="cost">C of the support vector machine.</param>
public sealed class TangentSpaceSvm(double cost = 1) : IMatrixClassifier
{
    private readonly LinearSvm svm = new(cost);
    private TangentSpace? space;

    /// <inheritdoc/>
    public void Fit(IReadOnlyList<SymmetricMatrix> matrices, IReadOnlyList<int> labels)
    {
        space = new TangentSpace(SpdManifold.Mean(matrices, 1e-6, 25).Mean);
        svm.Fit([.. matrices.Select(space.Vectorise)], labels);
    }

    /// <inheritdoc/>
    public double Score(SymmetricMatrix matrix) => svm.Score((space ?? throw new InvalidOperationException("Fit comes before Score.")).Vectorise(matrix));
}
