namespace Engram.Signals.Alignment;

/// <summary>
/// Soft-DTW (Cuturi and Blondel 2017): dynamic time warping with the minimum replaced by min_γ(a, b, c) = -γ log Σ e^(-·/γ), which has
/// a gradient everywhere. γ → 0 is the (squared) hard distance. The value can be negative.
/// </summary>
/// <param name="Gamma">γ, above 0, in the squared unit of the signals.</param>
public sealed record SoftDynamicTimeWarping(double Gamma = 1)
{
    /// <summary>The value.</summary>
    /// <param name="first">At least one sample.</param>
    /// <param name="second">At least one sample.</param>
    /// <exception cref="ArgumentException">A signal is empty or γ is not above 0.</exception>
    public double Value(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => Forward(first, second)[first.Length, second.Length];

    /// <summary>The value, and its derivative by each sample of the first signal.</summary>
    /// <param name="first">At least one sample.</param>
    /// <param name="second">At least one sample.</param>
    /// <exception cref="ArgumentException">A signal is empty or γ is not above 0.</exception>
    public (double Value, double[] Gradient) ValueAndGradient(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var r = Forward(first, second);
        var (n, m) = (first.Length, second.Length);
        var gradient = new double[n];
        var below = new double[m + 2];
        var current = new double[m + 2];
        // e_ij = ∂value/∂r_ij, from the end backwards
        for (var i = n; i >= 1; i--)
        {
            Array.Clear(current);
            for (var j = m; j >= 1; j--)
            {
                var e = i == n && j == m ? 1.0 : 0;
                if (i < n)
                    e += below[j] * Math.Exp((r[i + 1, j] - r[i, j] - Cost(first[i], second[j - 1])) / Gamma);
                if (j < m)
                    e += current[j + 1] * Math.Exp((r[i, j + 1] - r[i, j] - Cost(first[i - 1], second[j])) / Gamma);
                if (i < n && j < m)
                    e += below[j + 1] * Math.Exp((r[i + 1, j + 1] - r[i, j] - Cost(first[i], second[j])) / Gamma);
                current[j] = e;
                gradient[i - 1] += e * 2 * (first[i - 1] - second[j - 1]);
            }

            (below, current) = (current, below);
        }

        return (r[n, m], gradient);
    }

    private double[,] Forward(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length == 0 || second.Length == 0 || !(Gamma > 0))
            throw new ArgumentException($"Expected signals of at least one sample and γ above 0, got {first.Length}, {second.Length} and {Gamma}.");
        var r = new double[first.Length + 1, second.Length + 1];
        for (var i = 0; i <= first.Length; i++)
            r[i, 0] = double.PositiveInfinity;
        for (var j = 0; j <= second.Length; j++)
            r[0, j] = double.PositiveInfinity;
        r[0, 0] = 0;
        for (var i = 1; i <= first.Length; i++)
        {
            for (var j = 1; j <= second.Length; j++)
                r[i, j] = Cost(first[i - 1], second[j - 1]) + SoftMinimum(r[i - 1, j - 1], r[i - 1, j], r[i, j - 1]);
        }

        return r;
    }

    private double SoftMinimum(double a, double b, double c)
    {
        var least = Math.Min(a, Math.Min(b, c));
        return least - (Gamma * Math.Log(Math.Exp((least - a) / Gamma) + Math.Exp((least - b) / Gamma) + Math.Exp((least - c) / Gamma)));
    }

    private static double Cost(double a, double b) => (a - b) * (a - b);
}
