using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engram.Signals.Riemannian;

/// <summary>
/// Cyclic Jacobi iteration on eight symmetric matrices side by side: each rotation makes one element a_pq zero,
/// t = 2a_pq / (d + sign(d) √(d² + 4a_pq²)), d = a_qq - a_pp (Golub and Van Loan, section 8.5).
/// </summary>
internal static class LaneJacobi
{
    private const int Sweeps = 40;

    // off-diagonal sum of squares over the whole, at which rounding ends the progress
    private const double Tolerance = 1e-31;

    // squared element over the product of its two diagonal ones, below which a rotation would change nothing
    private const double Negligible = 1e-34;

    /// <summary>Makes the matrices diagonal.</summary>
    /// <param name="a">n × n, row-major; the upper triangle is read, the diagonal receives the eigenvalues.</param>
    /// <param name="vectors">n × n rows that turn with the matrices: the identity becomes the eigenvectors; empty if they are not wanted.</param>
    /// <param name="n">Rows.</param>
    /// <exception cref="ArithmeticException">A matrix holds NaN or infinity.</exception>
    public static void Diagonalise(Span<Vector512<double>> a, Span<Vector512<double>> vectors, int n)
    {
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var (off, diagonal) = (Vector512<double>.Zero, Vector512<double>.Zero);
            for (var p = 0; p < n; p++)
            {
                diagonal += a[(p * n) + p] * a[(p * n) + p];
                for (var q = p + 1; q < n; q++)
                    off += a[(p * n) + q] * a[(p * n) + q];
            }

            if (!Vector512.EqualsAll(off - off + diagonal - diagonal, Vector512<double>.Zero))
                throw new ArithmeticException("The eigenvalues are not finite; the matrix holds NaN or infinity.");
            if (Vector512.LessThanOrEqualAll(off, Vector512.Create(Tolerance) * diagonal))
                return;
            for (var p = 0; p < n - 1; p++)
            {
                for (var q = p + 1; q < n; q++)
                    Rotate(a, vectors, n, p, q);
            }
        }
    }

    /// <summary>The identity in all lanes, to start the eigenvectors with.</summary>
    public static Vector512<double>[] Identity(int n)
    {
        var rows = new Vector512<double>[n * n];
        for (var i = 0; i < n; i++)
            rows[(i * n) + i] = Vector512<double>.One;
        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rotate(Span<Vector512<double>> a, Span<Vector512<double>> vectors, int n, int p, int q)
    {
        var (one, zero) = (Vector512<double>.One, Vector512<double>.Zero);
        var apq = a[(p * n) + q];
        if (Vector512.LessThanOrEqualAll(apq * apq, Vector512.Create(Negligible) * Vector512.Abs(a[(p * n) + p] * a[(q * n) + q])))
            return;
        var d = a[(q * n) + q] - a[(p * n) + p];
        var root = Vector512.Sqrt((d * d) + (Vector512.Create(4.0) * apq * apq));
        var denominator = d + Vector512.CopySign(root, d);
        var t = Vector512.ConditionalSelect(Vector512.Equals(denominator, zero), zero, (apq + apq) / denominator);
        var c = one / Vector512.Sqrt(one + (t * t));
        var s = t * c;
        a[(p * n) + p] -= t * apq;
        a[(q * n) + q] += t * apq;
        a[(p * n) + q] = zero;

        // only the upper triangle is kept: columns above p, row p and column q between, rows to the right of q
        for (int k = 0, left = p, right = q; k < p; k++, left += n, right += n)
            Turn(ref a[left], ref a[right], c, s);
        for (int k = p + 1, right = (k * n) + q; k < q; k++, right += n)
            Turn(ref a[(p * n) + k], ref a[right], c, s);
        var rowP = a.Slice((p * n) + q + 1, n - q - 1);
        var rowQ = a.Slice((q * n) + q + 1, n - q - 1);
        for (var k = 0; k < rowP.Length && k < rowQ.Length; k++)
            Turn(ref rowP[k], ref rowQ[k], c, s);
        if (vectors.IsEmpty)
            return;
        var vectorP = vectors.Slice(p * n, n);
        var vectorQ = vectors.Slice(q * n, n);
        for (var k = 0; k < vectorP.Length && k < vectorQ.Length; k++)
            Turn(ref vectorP[k], ref vectorQ[k], c, s);
    }

    private static void Turn(ref Vector512<double> x, ref Vector512<double> y, Vector512<double> c, Vector512<double> s)
    {
        var (first, second) = (x, y);
        x = Vector512.FusedMultiplyAdd(c, first, -(s * second));
        y = Vector512.FusedMultiplyAdd(c, second, s * first);
    }
}
