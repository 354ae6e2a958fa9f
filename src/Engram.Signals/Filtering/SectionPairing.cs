using System.Numerics;

namespace Engram.Signals.Filtering;

/// <summary>
/// Groups the roots of a digital filter into second-order sections. The pole nearest to the unit circle takes the zero nearest to
/// it, so that no section has a large peak, and the sections run from the mildest to the sharpest.
/// </summary>
internal static class SectionPairing
{
    private const double RealTolerance = 1e-10;

    public static Biquad[] Pair(ZeroPoleGain filter)
    {
        var (polePairs, realPoles) = Sort(filter.Poles);
        var (zeroPairs, realZeros) = Sort(filter.Zeros);
        List<(Biquad Section, double Sharpness)> sections = [];

        // complex poles by their distance from the unit circle, then the real ones two by two
        foreach (var pole in polePairs.OrderByDescending(p => p.Magnitude))
        {
            var (b1, b2) = TakeTwoZeros(pole, zeroPairs, realZeros);
            sections.Add((new(1, b1, b2, -2 * pole.Real, (pole.Real * pole.Real) + (pole.Imaginary * pole.Imaginary)), pole.Magnitude));
        }

        var ordered = realPoles.OrderByDescending(Math.Abs).ToList();
        for (var i = 0; i < ordered.Count; i += 2)
        {
            if (i + 1 < ordered.Count)
            {
                var (b1, b2) = TakeTwoZeros(ordered[i], zeroPairs, realZeros);
                sections.Add((new(1, b1, b2, -(ordered[i] + ordered[i + 1]), ordered[i] * ordered[i + 1]), Math.Abs(ordered[i])));
            }
            else
            {
                var zero = realZeros.Count == 0 ? 0 : Take(realZeros, realZeros.MinBy(z => Math.Abs(z - ordered[i])));
                sections.Add((new(1, -zero, 0, -ordered[i], 0), Math.Abs(ordered[i])));
            }
        }

        var result = sections.OrderBy(s => s.Sharpness).Select(s => s.Section).ToArray();
        var first = result[0];
        result[0] = first with { B0 = filter.Gain * first.B0, B1 = filter.Gain * first.B1, B2 = filter.Gain * first.B2 };
        return result;
    }

    // the coefficients of z⁻¹ and z⁻² of the two zeros nearest to a pole: a conjugate pair or two real ones
    private static (double B1, double B2) TakeTwoZeros(Complex pole, List<Complex> pairs, List<double> reals)
    {
        var isPair = pairs.Count > 0 && (reals.Count < 2 || pairs.Min(z => (z - pole).Magnitude) <= reals.Min(z => (z - pole).Magnitude));
        if (isPair)
        {
            var zero = pairs.MinBy(z => (z - pole).Magnitude);
            pairs.Remove(zero);
            return (-2 * zero.Real, (zero.Real * zero.Real) + (zero.Imaginary * zero.Imaginary));
        }

        var one = Take(reals, reals.MinBy(z => (z - pole).Magnitude));
        var two = Take(reals, reals.MinBy(z => (z - pole).Magnitude));
        return (-(one + two), one * two);
    }

    private static double Take(List<double> values, double value)
    {
        values.Remove(value);
        return value;
    }

    private static (List<Complex> Pairs, List<double> Reals) Sort(Complex[] roots) =>
        ([.. roots.Where(r => r.Imaginary > RealTolerance)], [.. roots.Where(r => Math.Abs(r.Imaginary) <= RealTolerance).Select(r => r.Real)]);
}
