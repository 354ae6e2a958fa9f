namespace Engram.Signals.Riemannian;

/// <summary>
/// Vectors of SPD matrices in the tangent space at a reference: the upper triangle of log(R^(-1/2) A R^(-1/2)), off-diagonal
/// elements times √2, so that the Euclidean norm is the affine-invariant distance to the reference.
/// </summary>
public sealed class TangentSpace
{
    private readonly SymmetricMatrix root;
    private readonly SymmetricMatrix whitener;

    /// <summary>A tangent space at a reference, usually the Karcher mean of the training trials.</summary>
    /// <param name="reference">Positive definite.</param>
    public TangentSpace(SymmetricMatrix reference)
    {
        Reference = reference;
        (root, whitener) = SpdManifold.Roots(reference);
    }

    /// <summary>The point at which the space touches the manifold.</summary>
    public SymmetricMatrix Reference { get; }

    /// <summary>The vector of a matrix, of length n(n + 1)/2.</summary>
    /// <param name="matrix">Positive definite, of the reference's size.</param>
    public double[] Vectorise(SymmetricMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Upper(SpdManifold.Log(matrix.Congruence(whitener)));
    }

    /// <summary>The vectors of many matrices, eight at a time.</summary>
    /// <param name="matrices">Positive definite, of the reference's size.</param>
    /// <param name="threads">Most threads at once; 0 for one a core.</param>
    public double[][] Vectorise(IReadOnlyList<SymmetricMatrix> matrices, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        return matrices.Count == 0 ? [] : Array.ConvertAll(new SpdBatch(matrices, threads).Logs(whitener), Upper);
    }

    /// <summary>The matrix of a vector: R^(1/2) exp(V) R^(1/2).</summary>
    /// <param name="vector">As <see cref="Vectorise(SymmetricMatrix)"/> gives it.</param>
    /// <exception cref="ArgumentException">The length is not n(n + 1)/2.</exception>
    public SymmetricMatrix ToMatrix(ReadOnlySpan<double> vector)
    {
        var n = Reference.Size;
        if (vector.Length != n * (n + 1) / 2)
            throw new ArgumentException($"Expected {n * (n + 1) / 2} numbers for a {n} × {n} matrix, got {vector.Length}.", nameof(vector));
        var values = new double[n * n];
        var at = 0;
        for (var row = 0; row < n; row++)
        {
            values[(row * n) + row] = vector[at++];
            for (var column = row + 1; column < n; column++)
                values[(row * n) + column] = values[(column * n) + row] = vector[at++] / Math.Sqrt(2);
        }

        return SpdManifold.Exp(new(n, values)).Congruence(root);
    }

    private static double[] Upper(SymmetricMatrix log)
    {
        var vector = new double[log.Size * (log.Size + 1) / 2];
        var at = 0;
        for (var row = 0; row < log.Size; row++)
        {
            vector[at++] = log[row, row];
            for (var column = row + 1; column < log.Size; column++)
                vector[at++] = Math.Sqrt(2) * log[row, column];
        }

        return vector;
    }
}
