using System.Numerics.Tensors;

namespace Engram.Signals.Riemannian;

/// <summary>
/// Symmetric positive definite matrices with the affine-invariant metric: d(A, B) = ‖log(A^(-1/2) B A^(-1/2))‖_F
/// (Pennec, Fillard and Ayache 2006). Distances do not change when all matrices are transformed as W A Wᵀ.
/// </summary>
public static class SpdManifold
{
    /// <summary>Affine-invariant distance.</summary>
    /// <param name="a">Positive definite.</param>
    /// <param name="b">Positive definite, of the same size.</param>
    /// <exception cref="ArithmeticException">A matrix is not positive definite.</exception>
    public static double Distance(SymmetricMatrix a, SymmetricMatrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return DistanceWhitened(b.Congruence(InverseSquareRoot(a)));
    }

    /// <summary>Distance from the identity: sqrt(Σ log² λᵢ).</summary>
    /// <param name="whitened">Positive definite.</param>
    public static double DistanceWhitened(SymmetricMatrix whitened) =>
        Math.Sqrt(whitened.Eigenvalues().Sum(v => Positive(v) is var p ? Math.Log(p) * Math.Log(p) : 0));

    /// <summary>Matrix logarithm.</summary>
    /// <param name="a">Positive definite.</param>
    public static SymmetricMatrix Log(SymmetricMatrix a) => a.Map(v => Math.Log(Positive(v)));

    /// <summary>Matrix exponential.</summary>
    /// <param name="a">Symmetric.</param>
    public static SymmetricMatrix Exp(SymmetricMatrix a) => a.Map(Math.Exp);

    /// <summary>A^(1/2).</summary>
    /// <param name="a">Positive definite.</param>
    public static SymmetricMatrix SquareRoot(SymmetricMatrix a) => a.Map(v => Math.Sqrt(Positive(v)));

    /// <summary>A^(-1/2).</summary>
    /// <param name="a">Positive definite.</param>
    public static SymmetricMatrix InverseSquareRoot(SymmetricMatrix a) => a.Map(v => 1 / Math.Sqrt(Positive(v)));

    /// <summary>The Karcher mean: the matrix with the least sum of squared distances, M ← M^(1/2) exp(mean log(M^(-1/2) A M^(-1/2))) M^(1/2).</summary>
    /// <param name="matrices">At least one, positive definite.</param>
    /// <param name="tolerance">Norm of the mean tangent vector at which the iteration ends.</param>
    /// <param name="iterations">Largest number of steps.</param>
    /// <param name="threads">Most threads at once; 0 for one a core. The result does not depend on it.</param>
    /// <returns>The mean, and whether the iteration came within the tolerance.</returns>
    public static (SymmetricMatrix Mean, bool HasConverged) Mean(IReadOnlyList<SymmetricMatrix> matrices, double tolerance = 1e-9, int iterations = 50, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        var batch = new SpdBatch(matrices, threads);
        var mean = Average(matrices);
        var (length, last) = (1.0, double.PositiveInfinity);
        for (var step = 0; step < iterations; step++)
        {
            var (root, whitener) = Roots(mean);
            var tangent = batch.MeanOfLogs(whitener);
            var norm = tangent.FrobeniusNorm;
            if (norm > last)
                length /= 2; // matrices far apart: whole steps would go too far
            last = norm;
            mean = Exp(tangent.Combine(length, tangent, 0)).Congruence(root);
            if (norm < tolerance * Math.Sqrt(mean.Size))
                return (mean, true);
        }

        return (mean, false);
    }

    /// <summary>The log-Euclidean mean exp(mean log A) (Arsigny et al. 2006).</summary>
    /// <param name="matrices">At least one, positive definite.</param>
    /// <param name="threads">Most threads at once; 0 for one a core.</param>
    public static SymmetricMatrix LogEuclideanMean(IReadOnlyList<SymmetricMatrix> matrices, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        return Exp(new SpdBatch(matrices, threads).MeanOfLogs(SymmetricMatrix.Identity(matrices.Count == 0 ? 0 : matrices[0].Size)));
    }

    /// <summary>The arithmetic mean.</summary>
    /// <param name="matrices">At least one.</param>
    public static SymmetricMatrix EuclideanMean(IReadOnlyList<SymmetricMatrix> matrices)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        return matrices.Count > 0 ? Average(matrices) : throw new ArgumentException("Expected at least one matrix, got none.", nameof(matrices));
    }

    /// <summary>Log-Euclidean distance ‖log A - log B‖_F.</summary>
    /// <param name="a">Positive definite.</param>
    /// <param name="b">Positive definite, of the same size.</param>
    public static double LogEuclideanDistance(SymmetricMatrix a, SymmetricMatrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Log(a).Combine(1, Log(b), -1).FrobeniusNorm;
    }

    /// <summary>Affine-invariant distances of many matrices to one, eight at a time.</summary>
    /// <param name="matrices">Positive definite.</param>
    /// <param name="reference">Positive definite, of the same size.</param>
    /// <param name="threads">Most threads at once; 0 for one a core.</param>
    public static double[] Distances(IReadOnlyList<SymmetricMatrix> matrices, SymmetricMatrix reference, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        return matrices.Count == 0 ? [] : new SpdBatch(matrices, threads).Distances(InverseSquareRoot(reference));
    }

    /// <summary>The point at a fraction of the way from A to B: A^(1/2) (A^(-1/2) B A^(-1/2))^t A^(1/2).</summary>
    /// <param name="a">Start, positive definite.</param>
    /// <param name="b">End, positive definite, of the same size.</param>
    /// <param name="t">0 for A, 1 for B.</param>
    public static SymmetricMatrix Geodesic(SymmetricMatrix a, SymmetricMatrix b, double t)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var (root, whitener) = Roots(a);
        return b.Congruence(whitener).Map(v => Math.Pow(Positive(v), t)).Congruence(root);
    }

    // A^(1/2) and A^(-1/2) of one decomposition
    internal static (SymmetricMatrix Root, SymmetricMatrix Inverse) Roots(SymmetricMatrix a)
    {
        var (values, vectors) = SymmetricEigen.Decompose(a);
        return (SymmetricMatrix.Compose(Array.ConvertAll(values, v => Math.Sqrt(Positive(v))), vectors), SymmetricMatrix.Compose(Array.ConvertAll(values, v => 1 / Math.Sqrt(Positive(v))), vectors));
    }

    private static SymmetricMatrix Average(IReadOnlyList<SymmetricMatrix> matrices)
    {
        var sum = matrices[0].Values.ToArray();
        for (var i = 1; i < matrices.Count; i++)
            TensorPrimitives.Add(sum, matrices[i].Values, sum);
        TensorPrimitives.Multiply(sum, 1.0 / matrices.Count, sum);
        return new(matrices[0].Size, sum);
    }

    internal static double Positive(double eigenvalue) => eigenvalue > 0
        ? eigenvalue
        : throw new ArithmeticException($"Expected a positive definite matrix, got the eigenvalue {eigenvalue}. Use a shrinkage covariance (OAS, Ledoit-Wolf) or more samples.");
}
