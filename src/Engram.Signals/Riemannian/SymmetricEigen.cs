using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Engram.Signals.Riemannian;

/// <summary>
/// Eigenvalues (ascending) and eigenvectors (columns) of one symmetric matrix: small ones by <see cref="LaneJacobi"/>, which is
/// faster there even with one lane in use, larger ones by MathNet.Numerics.
/// </summary>
internal static class SymmetricEigen
{
    private const int LargestForJacobi = 40;

    public static (double[] Values, double[] Vectors) Decompose(SymmetricMatrix matrix) =>
        matrix.Size <= LargestForJacobi ? DecomposeSmall(matrix) : DecomposeLarge(matrix);

    private static (double[] Values, double[] Vectors) DecomposeSmall(SymmetricMatrix matrix)
    {
        var n = matrix.Size;
        var a = new Vector512<double>[n * n];
        var rows = LaneJacobi.Identity(n);
        Interleaving.GatherRow(matrix.Values, MemoryMarshal.Cast<Vector512<double>, double>(a.AsSpan()), 0);
        LaneJacobi.Diagonalise(a, rows, n);
        var order = Enumerable.Range(0, n).OrderBy(i => a[(i * n) + i][0]).ToArray();
        var vectors = new double[n * n];
        for (var column = 0; column < n; column++)
        {
            for (var row = 0; row < n; row++)
                vectors[(row * n) + column] = rows[(order[column] * n) + row][0];
        }

        return (Array.ConvertAll(order, i => a[(i * n) + i][0]), vectors);
    }

    private static (double[] Values, double[] Vectors) DecomposeLarge(SymmetricMatrix matrix)
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
