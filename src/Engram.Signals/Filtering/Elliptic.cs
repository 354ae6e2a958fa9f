namespace Engram.Signals.Filtering;

/// <summary>Elliptic integrals and functions of a real argument, by arithmetic-geometric means (Abramowitz and Stegun 16.4, 17.6; Carlson 1979). m = k².</summary>
internal static class Elliptic
{
    /// <summary>K = π / (2 agm(1, √(1 - m))), given 1 - m, so that no digits are lost near m = 1.</summary>
    public static double CompleteIntegral(double complement)
    {
        var (a, b) = (1.0, Math.Sqrt(complement));
        while (Math.Abs(a - b) > 1e-15 * a)
            (a, b) = ((a + b) / 2, Math.Sqrt(a * b));
        return Math.PI / (a + b);
    }

    /// <summary>m of the nome q: (θ₂(q)/θ₃(q))⁴.</summary>
    public static double ParameterOfNome(double q)
    {
        var (numerator, denominator) = (0.0, 1.0);
        for (var n = 0; n < 40; n++)
        {
            numerator += Math.Pow(q, n * (n + 1));
            denominator += 2 * Math.Pow(q, (n + 1) * (n + 1));
        }

        return 16 * q * Math.Pow(numerator / denominator, 4);
    }

    /// <summary>1 - m of the nome q: (θ₄(q)/θ₃(q))⁴.</summary>
    public static double ComplementOfNome(double q)
    {
        var (numerator, denominator) = (1.0, 1.0);
        for (var n = 1; n <= 40; n++)
        {
            var term = 2 * Math.Pow(q, n * n);
            numerator += n % 2 == 0 ? term : -term;
            denominator += term;
        }

        return Math.Pow(numerator / denominator, 4);
    }

    /// <summary>sn, cn, dn of u by the descending Landen transformation.</summary>
    public static (double Sn, double Cn, double Dn) Jacobi(double u, double m)
    {
        Span<double> a = stackalloc double[40];
        Span<double> c = stackalloc double[40];
        a[0] = 1;
        var b = Math.Sqrt(1 - m);
        c[0] = Math.Sqrt(m);
        var n = 0;
        while (Math.Abs(c[n]) > 1e-16 && n < 38)
        {
            a[n + 1] = (a[n] + b) / 2;
            c[n + 1] = (a[n] - b) / 2;
            b = Math.Sqrt(a[n] * b);
            n++;
        }

        var phi = Math.ScaleB(a[n] * u, n);
        for (; n > 0; n--)
            phi = (phi + Math.Asin(c[n] * Math.Sin(phi) / a[n])) / 2;
        var (sn, cn) = Math.SinCos(phi);
        return (sn, cn, Math.Sqrt(1 - (m * sn * sn)));
    }

    /// <summary>The u with sc(u, m) = w, given 1 - m: sin φ R_F(cos² φ, 1 - m sin² φ, 1) at tan φ = w.</summary>
    public static double InverseSc(double w, double complement)
    {
        var cosine2 = 1 / (1 + (w * w));
        var sine2 = w * w * cosine2;
        var (x, y, z) = (cosine2, cosine2 + (complement * sine2), 1.0);
        for (var step = 0; step < 60; step++)
        {
            var lambda = Math.Sqrt(x * y) + Math.Sqrt(y * z) + Math.Sqrt(z * x);
            (x, y, z) = ((x + lambda) / 4, (y + lambda) / 4, (z + lambda) / 4);
        }

        return Math.Sqrt(sine2) / Math.Sqrt((x + y + z) / 3);
    }
}
