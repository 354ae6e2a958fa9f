using System.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>
/// Chebyshev's analogue low-pass with ripple in the stop band, which begins at 1 rad/s: |H|² = 1/(1 + 1/(δ² T_n²(1/ω))),
/// δ² = 1/(10^(attenuation/10) - 1). Its poles are the reciprocals of a type I filter's, its zeros lie at i/sin θ.
/// </summary>
internal static class Chebyshev2Prototype
{
    public static ZeroPoleGain Design(int order, double attenuation)
    {
        var delta = 1 / Math.Sqrt(Math.Pow(10, 0.1 * attenuation) - 1);
        var mu = Math.Asinh(1 / delta) / order;
        var steps = Enumerable.Range(0, order).Select(k => (2 * k) - order + 1).ToArray();
        Complex[] zeros = [.. steps.Where(m => m != 0).Select(m => new Complex(0, 1 / Math.Sin(m * Math.PI / (2 * order))))];
        Complex[] poles = [.. steps.Select(m => -Complex.Exp(Complex.ImaginaryOne * Math.PI * m / (2 * order))).Select(p => 1 / new Complex(Math.Sinh(mu) * p.Real, Math.Cosh(mu) * p.Imaginary))];
        var gain = poles.Aggregate(Complex.One, (product, p) => product * -p) / zeros.Aggregate(Complex.One, (product, z) => product * -z);
        return new(zeros, poles, gain.Real);
    }
}
