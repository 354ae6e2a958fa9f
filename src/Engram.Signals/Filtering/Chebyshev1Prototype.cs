using System.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>Chebyshev's analogue low-pass with ripple in the pass band: |H|² = 1/(1 + ε² T_n²(ω)), ε² = 10^(ripple/10) - 1; poles -sinh(μ + iθ).</summary>
internal static class Chebyshev1Prototype
{
    public static ZeroPoleGain Design(int order, double ripple)
    {
        var epsilon = Math.Sqrt(Math.Pow(10, 0.1 * ripple) - 1);
        var mu = Math.Asinh(1 / epsilon) / order;
        Complex[] poles = [.. Enumerable.Range(0, order).Select(k => -Complex.Sinh(new(mu, Math.PI * ((2 * k) - order + 1) / (2 * order))))];
        var gain = poles.Aggregate(Complex.One, (product, p) => product * -p).Real;
        return new([], poles, order % 2 == 0 ? gain / Math.Sqrt(1 + (epsilon * epsilon)) : gain);
    }
}
