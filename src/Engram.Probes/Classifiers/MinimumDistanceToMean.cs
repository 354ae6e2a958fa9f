using System.Collections.Immutable;
using Engram.Signals.Riemannian;

namespace Engram.Probes.Classifiers;

/// <summary>Minimum distance to mean (Barachant et al. 2012): the class whose Karcher mean is nearest in the affine-invariant metric.</summary>
public sealed class MinimumDistanceToMean : IMatrixClassifier
{
    private SymmetricMatrix[] means = [];
    private SymmetricMatrix[] whiteners = []; // M^(-1/2)

    /// <summary>The labels seen, ascending.</summary>
    public ImmutableArray<int> Classes { get; private set; } = [];

    /// <summary>The Karcher mean of each class.</summary>
    public IReadOnlyList<SymmetricMatrix> Means => means;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Counts differ, or there is one class only.</exception>
    public void Fit(IReadOnlyList<SymmetricMatrix> matrices, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentNullException.ThrowIfNull(labels);
        if (matrices.Count != labels.Count)
            throw new ArgumentException($"Expected a label for each of {matrices.Count} matrices, got {labels.Count}.", nameof(labels));
        ImmutableArray<int> classes = [.. labels.Distinct().Order()];
        if (classes.Length < 2)
            throw new ArgumentException($"Expected trials of two classes or more, got {(classes.Length == 0 ? "none" : $"class {classes[0]} only")}.", nameof(labels));
        means = [.. classes.Select(c => SpdManifold.Mean([.. matrices.Where((_, i) => labels[i] == c)], 1e-6, 25).Mean)];
        whiteners = Array.ConvertAll(means, SpdManifold.InverseSquareRoot);
        Classes = classes;
    }

    /// <summary>d(mean of the first class) - d(mean of the second): above 0 means the second. For two classes only.</summary>
    /// <param name="matrix">A matrix of the same size.</param>
    /// <exception cref="InvalidOperationException">Nothing was fitted, or there are more classes than two.</exception>
    public double Score(SymmetricMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (Classes.Length > 2)
            throw new InvalidOperationException($"Expected two classes for one score, got {Classes.Length}. Use Distances or Predict.");
        if (Classes.IsEmpty)
            throw new InvalidOperationException("Fit comes before Score.");
        return SpdManifold.DistanceWhitened(matrix.Congruence(whiteners[0])) - SpdManifold.DistanceWhitened(matrix.Congruence(whiteners[1]));
    }

    /// <summary>Distances of many matrices to the mean of each class, eight at a time.</summary>
    /// <param name="matrices">Matrices of the same size.</param>
    /// <returns>[matrix, class].</returns>
    /// <exception cref="InvalidOperationException">Nothing was fitted.</exception>
    public FeatureMatrix Distances(IReadOnlyList<SymmetricMatrix> matrices)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        if (Classes.IsEmpty)
            throw new InvalidOperationException("Fit comes before distances.");
        var columns = Array.ConvertAll(means, mean => SpdManifold.Distances(matrices, mean));
        return FeatureMatrix.From([.. Enumerable.Range(0, matrices.Count).Select(i => Array.ConvertAll(columns, c => c[i]))]);
    }

    /// <summary>The nearest class of many matrices.</summary>
    /// <param name="matrices">Matrices of the same size.</param>
    /// <exception cref="InvalidOperationException">Nothing was fitted.</exception>
    public int[] Predict(IReadOnlyList<SymmetricMatrix> matrices)
    {
        var distances = Distances(matrices);
        return [.. Enumerable.Range(0, distances.Rows).Select(i => Classes[System.Numerics.Tensors.TensorPrimitives.IndexOfMin(distances.Row(i))])];
    }
}
