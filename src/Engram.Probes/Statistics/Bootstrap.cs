using Engram.Signals.Randomness;
using MathNet.Numerics.Distributions;

namespace Engram.Probes.Statistics;

/// <summary>
/// Bootstrap intervals (Efron 1979): the statistic of samples drawn again with replacement. Where samples of a group (a subject, a recording)
/// are alike, whole groups are drawn, else the interval is too narrow.
/// </summary>
public sealed record Bootstrap
{
    /// <summary>Draws.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Coverage, between 0 and 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Whether ends are corrected for bias and skewness (BCa, Efron 1987), which needs the statistic without each group in turn; else plain percentiles.</summary>
    public bool IsAccelerated { get; init; } = true;

    /// <summary>The interval of a statistic.</summary>
    /// <param name="statistic">Gets indices of samples, some more than once. NaN where it has no value (one class only): such a draw is made again.</param>
    /// <param name="groups">Group of each sample; samples that stand for themselves have each their own.</param>
    /// <param name="random">Source of randomness.</param>
    /// <exception cref="ArgumentException">There are fewer than two groups, or the statistic has no value for all samples or for most draws.</exception>
    public Interval Of<TGroup>(Func<IReadOnlyList<int>, double> statistic, IReadOnlyList<TGroup> groups, SeededRandom random)
        where TGroup : notnull
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(Resamples, 100);
        if (!(Level is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(statistic), $"Expected a level between 0 and 1, got {Level}.");
        var members = Enumerable.Range(0, groups.Count).GroupBy(i => groups[i]).Select(g => g.ToArray()).ToArray();
        if (members.Length < 2)
            throw new ArgumentException($"Expected two groups or more to draw from, got {members.Length}.", nameof(groups));
        var value = statistic([.. Enumerable.Range(0, groups.Count)]);
        if (!double.IsFinite(value))
            throw new ArgumentException($"Expected a statistic that is finite for all samples, got {value}.", nameof(statistic));
        var draws = Draw(statistic, members, random);
        var (low, high) = ((1 - Level) / 2, (1 + Level) / 2);
        if (IsAccelerated)
            (low, high) = Accelerated(statistic, members, draws, value, low, high);
        return new(value, Quantile(draws, low), Quantile(draws, high), Level);
    }

    /// <summary>The interval of a statistic of samples that stand for themselves.</summary>
    /// <param name="statistic">Gets indices of samples, some more than once.</param>
    /// <param name="count">Samples.</param>
    /// <param name="random">Source of randomness.</param>
    public Interval Of(Func<IReadOnlyList<int>, double> statistic, int count, SeededRandom random) => Of(statistic, [.. Enumerable.Range(0, count)], random);

    /// <summary>The interval of a mean.</summary>
    /// <param name="values">One number a sample.</param>
    /// <param name="random">Source of randomness.</param>
    public Interval OfMean(IReadOnlyList<double> values, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Of(indices => indices.Average(i => values[i]), values.Count, random);
    }

    private double[] Draw(Func<IReadOnlyList<int>, double> statistic, int[][] members, SeededRandom random)
    {
        var draws = new double[Resamples];
        var indices = new List<int>();
        var (made, failed) = (0, 0);
        while (made < Resamples)
        {
            indices.Clear();
            for (var g = 0; g < members.Length; g++)
                indices.AddRange(members[random.NextInt(members.Length)]);
            var drawn = statistic(indices);
            if (double.IsFinite(drawn))
                draws[made++] = drawn;
            else if (++failed > Resamples)
                throw new ArgumentException($"The statistic had no value in {failed} draws of {made + failed}: there are too few groups for it. Use more groups, or an interval over repetitions.", nameof(statistic));
        }

        Array.Sort(draws);
        return draws;
    }

    // levels Φ(z₀ + (z₀ + z) / (1 - a(z₀ + z))) of the draws
    private (double Low, double High) Accelerated(Func<IReadOnlyList<int>, double> statistic, int[][] members, double[] draws, double value, double low, double high)
    {
        var below = (draws.Count(d => d < value) + (0.5 * draws.Count(d => d == value))) / Resamples;
        var z0 = Normal.InvCDF(0, 1, Math.Clamp(below, 0.5 / Resamples, 1 - (0.5 / Resamples)));
        var left = members.Select((_, g) => statistic([.. members.Where((_, other) => other != g).SelectMany(m => m).Order()])).Where(double.IsFinite).ToArray();
        var mean = left.Length == 0 ? 0 : left.Average();
        var square = left.Sum(v => (mean - v) * (mean - v));
        var acceleration = square > 0 ? left.Sum(v => Math.Pow(mean - v, 3)) / (6 * Math.Pow(square, 1.5)) : 0;
        double Level(double p)
        {
            var z = z0 + Normal.InvCDF(0, 1, p);
            var bent = 1 - (acceleration * z);
            return bent > 0 ? Normal.CDF(0, 1, z0 + (z / bent)) : z > 0 ? 1 : 0;
        }

        return (Level(low), Level(high));
    }

    // linear between the order statistics
    private static double Quantile(double[] sorted, double level)
    {
        var at = level * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[^1];
    }
}
