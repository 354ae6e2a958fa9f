namespace Engram.Signals.Alignment;

/// <summary>
/// Dynamic time warping (Sakoe and Chiba 1978): the least sum of squared differences over all monotone alignments,
/// D_ij = d_ij + min(D_(i-1,j), D_(i,j-1), D_(i-1,j-1)).
/// </summary>
/// <param name="Band">Largest |i n/m - j| of an alignment, in samples of the second signal; null for any.</param>
public sealed record DynamicTimeWarping(int? Band = null)
{
    /// <summary>Square root of the least sum, by two rows of memory.</summary>
    /// <param name="first">At least one sample.</param>
    /// <param name="second">At least one sample.</param>
    /// <exception cref="ArgumentException">A signal is empty, or the band lets no alignment through.</exception>
    public double Distance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Check(first.Length, second.Length);
        var above = new double[second.Length + 1];
        var current = new double[second.Length + 1];
        Array.Fill(above, double.PositiveInfinity);
        above[0] = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var (from, to) = Range(i, first.Length, second.Length);
            Array.Fill(current, double.PositiveInfinity);
            var (left, x) = (double.PositiveInfinity, first[i]);
            for (var j = from; j <= to; j++)
            {
                var difference = x - second[j];
                left = (difference * difference) + Math.Min(left, Math.Min(above[j], above[j + 1]));
                current[j + 1] = left;
            }

            (above, current) = (current, above);
        }

        return Finite(Math.Sqrt(above[^1]));
    }

    /// <summary>The least alignment as pairs of samples, from (0, 0) to the ends, and its distance.</summary>
    /// <param name="first">At least one sample.</param>
    /// <param name="second">At least one sample.</param>
    /// <exception cref="ArgumentException">A signal is empty, or the band lets no alignment through.</exception>
    public (double Distance, (int First, int Second)[] Path) Align(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Check(first.Length, second.Length);
        var cost = new double[first.Length + 1, second.Length + 1];
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref cost[0, 0], cost.Length).Fill(double.PositiveInfinity);
        cost[0, 0] = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var (from, to) = Range(i, first.Length, second.Length);
            for (var j = from; j <= to; j++)
            {
                var difference = first[i] - second[j];
                cost[i + 1, j + 1] = (difference * difference) + Math.Min(cost[i, j], Math.Min(cost[i, j + 1], cost[i + 1, j]));
            }
        }

        var distance = Finite(Math.Sqrt(cost[first.Length, second.Length]));
        List<(int, int)> path = [];
        for (var (i, j) = (first.Length, second.Length); i > 0 && j > 0;)
        {
            path.Add((i - 1, j - 1));
            var least = Math.Min(cost[i - 1, j - 1], Math.Min(cost[i - 1, j], cost[i, j - 1]));
            (i, j) = least == cost[i - 1, j - 1] ? (i - 1, j - 1) : least == cost[i - 1, j] ? (i - 1, j) : (i, j - 1);
        }

        path.Reverse();
        return (distance, [.. path]);
    }

    private (int From, int To) Range(int i, int n, int m)
    {
        if (Band is not { } band)
            return (0, m - 1);
        var center = n == 1 ? 0 : (double)i * (m - 1) / (n - 1);
        return (Math.Max(0, (int)Math.Ceiling(center - band)), Math.Min(m - 1, (int)Math.Floor(center + band)));
    }

    private static void Check(int first, int second)
    {
        if (first == 0 || second == 0)
            throw new ArgumentException($"Expected signals of at least one sample, got {first} and {second}.");
    }

    private double Finite(double distance) => double.IsPositiveInfinity(distance)
        ? throw new ArgumentException($"A band of {Band} samples lets no alignment through; widen it.")
        : distance;
}
