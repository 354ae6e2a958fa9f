namespace Engram.Signals.Spectral;

/// <summary>Single eigenvectors of a symmetric tridiagonal matrix: bisection on Sturm counts for the eigenvalue, then inverse iteration.</summary>
internal static class TridiagonalEigenvector
{
    /// <summary>The unit eigenvector of the k-th largest eigenvalue.</summary>
    /// <param name="diagonal">d.</param>
    /// <param name="off">e; e[t] couples t - 1 and t, e[0] is not read.</param>
    /// <param name="k">0 for the largest.</param>
    public static double[] Find(double[] diagonal, double[] off, int k)
    {
        var n = diagonal.Length;
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var t = 0; t < n; t++)
        {
            var radius = (t > 0 ? Math.Abs(off[t]) : 0) + (t + 1 < n ? Math.Abs(off[t + 1]) : 0);
            (low, high) = (Math.Min(low, diagonal[t] - radius), Math.Max(high, diagonal[t] + radius));
        }

        var scale = Math.Max(Math.Abs(low), Math.Abs(high));
        while (high - low > 1e-15 * scale)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
                break;
            if (CountAbove(diagonal, off, middle) > k)
                low = middle;
            else
                high = middle;
        }

        return InverseIteration(diagonal, off, (low + high) / 2, scale);
    }

    // eigenvalues above x: positive pivots of T - x
    private static int CountAbove(double[] diagonal, double[] off, double x)
    {
        var count = 0;
        double pivot = 1;
        for (var t = 0; t < diagonal.Length; t++)
        {
            pivot = diagonal[t] - x - (t > 0 ? off[t] * off[t] / pivot : 0);
            if (pivot == 0)
                pivot = -1e-300;
            if (pivot > 0)
                count++;
        }

        return count;
    }

    private static double[] InverseIteration(double[] diagonal, double[] off, double eigenvalue, double scale)
    {
        var n = diagonal.Length;
        var vector = new double[n];
        for (var t = 0; t < n; t++)
            vector[t] = 1 + (0.01 * ((t * 7919) % 101)); // no symmetry, so that no eigenvector is orthogonal to it
        for (var round = 0; round < 4; round++)
        {
            Solve(diagonal, off, eigenvalue, scale, vector);
            var norm = Math.Sqrt(vector.Sum(v => v * v));
            for (var t = 0; t < n; t++)
                vector[t] /= norm;
        }

        return vector;
    }

    // Gaussian elimination with exchange of neighbours; x is overwritten by (T - λ)^(-1) x
    private static void Solve(double[] diagonal, double[] off, double eigenvalue, double scale, double[] x)
    {
        var n = diagonal.Length;
        var (u, v, w) = (new double[n], new double[n], new double[n]); // three diagonals of the upper factor
        var (a, b) = (diagonal[0] - eigenvalue, n > 1 ? off[1] : 0);
        for (var t = 0; t < n - 1; t++)
        {
            var (c, d, e) = (off[t + 1], diagonal[t + 1] - eigenvalue, t + 2 < n ? off[t + 2] : 0);
            if (Math.Abs(c) > Math.Abs(a))
            {
                var m = a / c;
                (u[t], v[t], w[t]) = (c, d, e);
                (a, b) = (b - (m * d), -m * e);
                (x[t], x[t + 1]) = (x[t + 1], x[t] - (m * x[t + 1]));
            }
            else
            {
                if (a == 0)
                    a = 1e-17 * scale;
                var m = c / a;
                (u[t], v[t], w[t]) = (a, b, 0);
                (a, b) = (d - (m * b), e);
                x[t + 1] -= m * x[t];
            }
        }

        u[n - 1] = a == 0 ? 1e-17 * scale : a;
        for (var t = n - 1; t >= 0; t--)
        {
            var value = x[t];
            if (t + 1 < n)
                value -= v[t] * x[t + 1];
            if (t + 2 < n)
                value -= w[t] * x[t + 2];
            x[t] = value / u[t];
        }
    }
}
