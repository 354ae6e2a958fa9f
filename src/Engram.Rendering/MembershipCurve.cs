namespace Engram.Rendering;

/// <summary>
/// UMAP's membership in the plane, 1/(1 + a d^2b), fitted to ψ(d) = 1 up to the minimum distance and exp(−(d − minimum)/spread) beyond, by
/// least squares over 300 distances up to three spreads (Levenberg-Marquardt). The spread is 1.
/// </summary>
internal sealed record MembershipCurve(double A, double B)
{
    private const int Samples = 300;
    private const double Farthest = 3;

    public static MembershipCurve Fit(double minimumDistance)
    {
        var (curve, damping) = (new MembershipCurve(1, 1), 1e-3);
        var error = curve.Errors(minimumDistance).Sum(e => e.Residual * e.Residual);
        for (var round = 0; round < 200 && damping < 1e12; round++)
        {
            // the normal equations of two unknowns
            var (aa, ab, bb, ga, gb) = (0.0, 0.0, 0.0, 0.0, 0.0);
            foreach (var (residual, byA, byB) in curve.Errors(minimumDistance))
                (aa, ab, bb, ga, gb) = (aa + (byA * byA), ab + (byA * byB), bb + (byB * byB), ga + (byA * residual), gb + (byB * residual));
            var (da, db) = (aa * (1 + damping), bb * (1 + damping));
            var determinant = (da * db) - (ab * ab);
            var next = new MembershipCurve(curve.A - (((db * ga) - (ab * gb)) / determinant), curve.B - (((da * gb) - (ab * ga)) / determinant));
            var nextError = next.A > 0 && next.B > 0 ? next.Errors(minimumDistance).Sum(e => e.Residual * e.Residual) : double.PositiveInfinity;
            (curve, error, damping) = nextError < error ? (next, nextError, damping / 10) : (curve, error, damping * 10);
        }

        return curve;
    }

    // 1/(1 + a d^2b) − ψ(d) and its derivatives
    private IEnumerable<(double Residual, double ByA, double ByB)> Errors(double minimumDistance)
    {
        for (var i = 0; i < Samples; i++)
        {
            var d = Farthest * i / (Samples - 1);
            var power = Math.Pow(d, 2 * B);
            var value = 1 / (1 + (A * power));
            var wanted = d <= minimumDistance ? 1 : Math.Exp(minimumDistance - d);
            yield return (value - wanted, -power * value * value, d == 0 ? 0 : -2 * A * Math.Log(d) * power * value * value);
        }
    }
}
