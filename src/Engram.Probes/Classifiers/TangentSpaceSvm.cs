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
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentNullException.ThrowIfNull(labels);
        if (matrices.Count != labels.Count)
            throw new ArgumentException($"Expected a label for each of {matrices.Count} matrices, got {labels.Count}.", nameof(labels));
        if (labels.Any(l => l is not (0 or 1)) || labels.Distinct().Count() != 2)
            throw new ArgumentException($"Expected trials of class 0 and class 1, got {(labels.Count == 0 ? "none" : string.Join(", ", labels.Distinct().Order()))}.", nameof(labels));
        space = new TangentSpace(SpdManifold.Mean(matrices, 1e-6, 25).Mean);
        svm.Fit([.. matrices.Select(space.Vectorise)], labels);
    }

    /// <inheritdoc/>
    public double Score(SymmetricMatrix matrix) => svm.Score((space ?? throw new InvalidOperationException("Fit comes before Score.")).Vectorise(matrix));
}
