using MathNet.Numerics.LinearAlgebra;

namespace Engram.Signals.Riemannian;

/// <summary>Eigenvalues (ascending) and eigenvectors (columns) of a symmetric matrix, by MathNet.Numerics.</summary>
internal static class SymmetricEigen
{
    public static (double[] Values, double[] Vectors) Decompose(SymmetricMatrix matrix)
    {
        var n = matrix.Size;
        var evd = Matrix<double>.Build.Dense(n, n, matrix.Values.ToArray()).Evd(Symmetricity.Symmetric);
        var columns = evd.EigenVectors.ToColumnMajorArray();
        var vectors = new double[n * n];
        for (var row = 0; row < n; row++)
        {
            for (var column = 0; column < n; column++)
                vectors[(row * n) + column] = columns[(column * n) + row];
        }

        var values = new double[n];
        for (var i = 0; i < n; i++)
        {
            values[i] = evd.EigenValues[i].Real;
            if (!double.IsFinite(values[i]))
                throw new ArithmeticException("The eigenvalues are not finite; the matrix holds NaN or infinity.");
        }

        return (values, vectors);
    }
}
