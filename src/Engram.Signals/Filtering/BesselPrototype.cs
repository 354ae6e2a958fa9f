using System.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>
/// Bessel's analogue low-pass (Thomson 1949): maximally flat group delay, poles at the roots of the reverse Bessel polynomial
/// θ_n(s) = (2n - 1) θ_(n-1)(s) + s² θ_(n-2)(s). The edge is where the phase is half way (scipy's default norm "phase"):
/// the poles are divided by θ_n(0)^(1/n).
/// </summary>
internal static class BesselPrototype
{
    public static ZeroPoleGain Design(int order)
    {
        // Aberth's simultaneous iteration from a circle of about the right size
        var roots = Enumerable.Range(0, order).Select(k => order * Complex.Exp(Complex.ImaginaryOne * ((2 * Math.PI * k / order) + 0.4))).ToArray();
        for (var round = 0; round < 500; round++)
        {
            double largest = 0;
            for (var i = 0; i < order; i++)
            {
                var (value, derivative) = Evaluate(order, roots[i]);
                var newton = value / derivative;
                var repulsion = Complex.Zero;
                for (var j = 0; j < order; j++)
                {
                    if (j != i)
                        repulsion += 1 / (roots[i] - roots[j]);
                }

                var step = newton / (1 - (newton * repulsion));
                roots[i] -= step;
                largest = Math.Max(largest, step.Magnitude / roots[i].Magnitude);
            }

            if (largest < 1e-15)
                break;
        }

        double constant = 1; // θ_n(0) = 1 · 3 · 5 … (2n - 1)
        for (var k = 1; k <= order; k++)
            constant *= (2 * k) - 1;
        var scale = Math.Pow(constant, -1.0 / order);
        return new([], Array.ConvertAll(roots, r => Math.Abs(r.Imaginary) < 1e-9 * r.Magnitude ? new Complex(r.Real * scale, 0) : r * scale), 1);
    }

    private static (Complex Value, Complex Derivative) Evaluate(int order, Complex s)
    {
        var (previous, value) = (Complex.One, s + 1);
        var (previousDerivative, derivative) = (Complex.Zero, Complex.One);
        for (var n = 2; n <= order; n++)
        {
            var next = (((2 * n) - 1) * value) + (s * s * previous);
            var nextDerivative = (((2 * n) - 1) * derivative) + (2 * s * previous) + (s * s * previousDerivative);
            (previous, value, previousDerivative, derivative) = (value, next, derivative, nextDerivative);
        }

        return (value, derivative);
    }
}
