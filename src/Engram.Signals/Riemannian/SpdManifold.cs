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

    /// <summary>The Karcher mean: the matrix with the least sum of squared distances.</summary>
    /// <param name="matrices">At least one, positive definite.</param>
    /// <param name="tolerance">Norm of the mean tangent vector at which the iteration ends.</param>
    /// <param name="iterations">Largest number of steps.</param>
    /// <returns>The mean, and whether the iteration came within the tolerance.</returns>
    public static (SymmetricMatrix Mean, bool HasConverged) Mean(IReadOnlyList<SymmetricMatrix> matrices, double tolerance = 1e-9, int iterations = 50)
    {
        if (matrices.Count == 0)
            throw new ArgumentException("Expected at least one matrix, got none.", nameof(matrices));
        var mean = Average(matrices);
        for (var step = 0; step < iterations; step++)
        {
            var root = SquareRoot(mean);
            var whitener = InverseSquareRoot(mean);
            var tangent = Average(matrices.Select(m => Log(m.Congruence(whitener))).ToList());
            mean = Exp(tangent).Congruence(root);
            if (tangent.FrobeniusNorm < tolerance * Math.Sqrt(mean.Size))
                return (mean, true);
        }

        return (mean, false);
    }

    private static SymmetricMatrix Average(IReadOnlyList<SymmetricMatrix> matrices)
    {
        var sum = matrices[0];
        for (var i = 1; i < matrices.Count; i++)
            sum = sum.Combine(1, matrices[i], 1);
        return sum.Combine(1.0 / matrices.Count, sum, 0);
    }

    private static double Positive(double eigenvalue) => eigenvalue > 0
        ? eigenvalue
        : throw new ArithmeticException($"Expected a positive definite matrix, got the eigenvalue {eigenvalue}. Use a shrinkage covariance (OAS, Ledoit-Wolf) or more samples.");
}
