namespace Engram.Signals.LinearPrediction;

/// <summary>
/// Line spectral frequencies (Itakura 1975): the angles in (0, π) of the roots of P(z) = A(z) + z^-(p+1) A(1/z) and
/// Q(z) = A(z) - z^-(p+1) A(1/z). For a stable A they lie on the unit circle and take turns, so ascending angles always decode to a stable A.
/// </summary>
public static class LineSpectralFrequencies
{
    /// <summary>The p ascending angles (rad) of a stable predictor's coefficients.</summary>
    /// <param name="coefficients">a₁ … a_p.</param>
    /// <exception cref="ArgumentException">The predictor is not stable, so that roots leave the circle.</exception>
    public static double[] FromCoefficients(ReadOnlySpan<double> coefficients)
    {
        var p = coefficients.Length;
        if (p == 0)
            return [];
        Span<double> sum = new double[p + 2];
        Span<double> difference = new double[p + 2];
        for (var i = 0; i <= p + 1; i++)
        {
            var a = i == 0 ? 1 : i <= p ? coefficients[i - 1] : 0;
            var b = i == 0 ? 0 : i == p + 1 ? 1 : coefficients[p - i];
            (sum[i], difference[i]) = (a + b, a - b);
        }

        // divide the roots at z = ±1 out: what is left is a palindrome of even degree, a cosine series on the circle
        var even = p % 2 == 0 ? Divide(sum, 1, 1) : sum.ToArray();
        var odd = p % 2 == 0 ? Divide(difference, -1, 1) : Divide(difference, -1, 2);
        var (fromSum, fromDifference) = (Angles(even), Angles(odd));
        var angles = new double[p];
        var isStable = fromSum.Count == (p + 1) / 2 && fromDifference.Count == p / 2;
        for (var i = 0; isStable && i < p; i++)
        {
            angles[i] = i % 2 == 0 ? fromSum[i / 2] : fromDifference[i / 2];
            isStable = i == 0 || angles[i] > angles[i - 1];
        }

        return isStable ? angles : throw new ArgumentException($"Expected a stable predictor of order {p}; the roots of its sum and difference polynomials do not take turns on the unit circle.", nameof(coefficients));
    }

    /// <summary>The coefficients a₁ … a_p of ascending angles.</summary>
    /// <param name="frequencies">Angles in (0, π) (rad), ascending.</param>
    /// <exception cref="ArgumentException">The angles are not ascending inside (0, π).</exception>
    public static double[] ToCoefficients(ReadOnlySpan<double> frequencies)
    {
        var p = frequencies.Length;
        for (var i = 0; i < p; i++)
        {
            if (!(frequencies[i] > (i == 0 ? 0 : frequencies[i - 1]) && frequencies[i] < Math.PI))
                throw new ArgumentException($"Expected ascending angles between 0 and π, got {frequencies[i]} at place {i}.", nameof(frequencies));
        }

        List<double> sum = [1];
        List<double> difference = [1];
        for (var i = 0; i < p; i++)
            Multiply(i % 2 == 0 ? sum : difference, [1, -2 * Math.Cos(frequencies[i]), 1]);
        if (p % 2 == 0)
        {
            Multiply(sum, [1, 1]);
            Multiply(difference, [1, -1]);
        }
        else
        {
            Multiply(difference, [1, 0, -1]);
        }

        var coefficients = new double[p];
        for (var i = 1; i <= p; i++)
            coefficients[i - 1] = (sum[i] + difference[i]) / 2;
        return coefficients;
    }

    // by z - (-sign), i.e. 1 + sign z⁻¹; or with power 2 by 1 - z⁻²
    private static double[] Divide(ReadOnlySpan<double> polynomial, double sign, int power)
    {
        var quotient = new double[polynomial.Length - power];
        for (var i = 0; i < quotient.Length; i++)
            quotient[i] = polynomial[i] - (i >= power ? sign * quotient[i - power] : 0);
        return quotient;
    }

    // sign changes of c_m + 2 Σ c_(m-k) cos(kω) on a grid, refined by bisection; the grid is made finer until all roots are apart
    private static List<double> Angles(double[] palindrome)
    {
        var half = palindrome.Length / 2;
        List<double> roots = [];
        for (var grid = 256; grid <= 65536 && roots.Count < half; grid *= 4)
        {
            roots.Clear();
            var (before, left) = (Evaluate(palindrome, 0), 0.0);
            for (var i = 1; i <= grid; i++)
            {
                var angle = Math.PI * i / grid;
                var value = Evaluate(palindrome, angle);
                if (before == 0 || (value != 0 && Math.Sign(before) != Math.Sign(value)))
                    roots.Add(before == 0 ? left : Bisect(palindrome, left, angle));
                (before, left) = (value, angle);
            }
        }

        return roots;
    }

    private static double Bisect(double[] palindrome, double left, double right)
    {
        var sign = Math.Sign(Evaluate(palindrome, left));
        while (true)
        {
            var middle = (left + right) / 2;
            if (middle <= left || middle >= right)
                return middle;
            if (Math.Sign(Evaluate(palindrome, middle)) == sign)
                left = middle;
            else
                right = middle;
        }
    }

    private static double Evaluate(double[] palindrome, double angle)
    {
        var half = palindrome.Length / 2;
        // Clenshaw's recursion for Σ 2 c cos(kω)
        var (b1, b2, x) = (0.0, 0.0, 2 * Math.Cos(angle));
        for (var k = half; k >= 1; k--)
            (b1, b2) = ((2 * palindrome[half - k]) + (x * b1) - b2, b1);
        return palindrome[half] + (x / 2 * b1) - b2;
    }

    private static void Multiply(List<double> polynomial, ReadOnlySpan<double> factor)
    {
        var result = new double[polynomial.Count + factor.Length - 1];
        for (var i = 0; i < polynomial.Count; i++)
        {
            for (var j = 0; j < factor.Length; j++)
                result[i + j] += polynomial[i] * factor[j];
        }

        polynomial.Clear();
        polynomial.AddRange(result);
    }
}
