using Engram.Signals.Riemannian;

namespace Engram.Probes.Classifiers;

/// <summary>Minimum distance to mean (Barachant et al. 2012): the class whose Karcher mean is nearer. Score = d(mean 0) - d(mean 1).</summary>
public sealed class MinimumDistanceToMean : IMatrixClassifier
{
    private SymmetricMatrix[] whiteners = [];

    /// <inheritdoc/>
    public void Fit(IReadOnlyList<SymmetricMatrix> matrices, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        whiteners = [.. Enumerable.Range(0, 2).Select(c =>
        {
            var members = matrices.Where((_, i) => labels[i] == c).ToList();
            if (members.Count == 0)
                throw new ArgumentException($"Expected trials of both classes, got none of class {c}.", nameof(labels));
            return SpdManifold.InverseSquareRoot(SpdManifold.Mean(members, 1e-6, 25).Mean);
        })];
    }

    /// <inheritdoc/>
    public double Score(SymmetricMatrix matrix) =>
        SpdManifold.DistanceWhitened(matrix.Congruence(whiteners[0])) - SpdManifold.DistanceWhitened(matrix.Congruence(whiteners[1]));
}
