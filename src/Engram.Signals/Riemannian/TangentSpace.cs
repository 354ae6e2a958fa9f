namespace Engram.Signals.Riemannian;

/// <summary>
/// Vectors of SPD matrices in the tangent space at a reference: the upper triangle of log(R^(-1/2) A R^(-1/2)), off-diagonal
/// elements times √2, so that the Euclidean norm is the affine-invariant distance to the reference.
/// </summary>
public sealed class TangentSpace
{
    private readonly SymmetricMatrix whitener;

    /// <summary>A tangent space at a reference, usually the Karcher mean of the training trials.</summary>
    /// <param name="reference">Positive definite.</param>
    public TangentSpace(SymmetricMatrix reference)
    {
        Reference = reference;
        whitener = SpdManifold.InverseSquareRoot(reference);
    }

    /// <summary>The point at which the space touches the manifold.</summary>
    public SymmetricMatrix Reference { get; }

    /// <summary>The vector of a matrix, of length n(n + 1)/2.</summary>
    /// <param name="matrix">Positive definite, of the reference's size.</param>
    public double[] Vectorise(SymmetricMatrix matrix)
    {
        var log = SpdManifold.Log(matrix.Congruence(whitener));
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
