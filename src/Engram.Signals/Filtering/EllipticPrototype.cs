using System.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>
/// The elliptic (Cauer) analogue low-pass: ripple in both bands and the steepest transition. |H|² = 1/(1 + ε² R_n²(ω)) with the
/// elliptic rational function R_n; its modulus k solves the degree equation n K'(k)/K(k) = K'(k₁)/K(k₁), k₁ = ε_pass/ε_stop,
/// through the nome (Orfanidis 2006).
/// </summary>
internal static class EllipticPrototype
{
    public static ZeroPoleGain Design(int order, double ripple, double attenuation)
    {
        var passSquared = Math.Pow(10, 0.1 * ripple) - 1;
        var parameter1 = passSquared / (Math.Pow(10, 0.1 * attenuation) - 1); // k₁²
        if (order == 1)
        {
            var pole = -Math.Sqrt(1 / passSquared);
            return new([], [pole], -pole);
        }

        var quarter1 = Elliptic.CompleteIntegral(1 - parameter1); // K(k₁)
        var nome = Math.Exp(-Math.PI * Elliptic.CompleteIntegral(parameter1) / quarter1 / order);
        var parameter = Elliptic.ParameterOfNome(nome); // k²
        var complement = Elliptic.ComplementOfNome(nome); // 1 - k²
        var quarter = Elliptic.CompleteIntegral(complement); // K(k)
        // v₀: sc(v, k₁') = 1/ε, scaled to the quarter period of k
        var v0 = quarter * Elliptic.InverseSc(1 / Math.Sqrt(passSquared), parameter1) / (order * quarter1);
        var (sv, cv, dv) = Elliptic.Jacobi(v0, complement);
        List<Complex> zeros = [];
        List<Complex> poles = [];
        for (var j = 1 - (order % 2); j < order; j += 2)
        {
            var (s, c, d) = Elliptic.Jacobi(j * quarter / order, parameter);
            var pole = -new Complex(c * d * sv * cv, s * dv) / (1 - (d * sv * d * sv));
            if (j == 0)
            {
                poles.Add(pole.Real);
                continue;
            }

            var zero = new Complex(0, 1 / (Math.Sqrt(parameter) * s));
            zeros.AddRange([zero, -zero]);
            poles.AddRange([pole, Complex.Conjugate(pole)]);
        }

        var gain = (poles.Aggregate(Complex.One, (product, p) => product * -p) / zeros.Aggregate(Complex.One, (product, z) => product * -z)).Real;
        return new([.. zeros], [.. poles], order % 2 == 0 ? gain / Math.Sqrt(1 + passSquared) : gain);
    }
}
