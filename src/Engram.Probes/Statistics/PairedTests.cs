using Engram.Signals.Randomness;
using Distribution = MathNet.Numerics.Distributions.StudentT;

namespace Engram.Probes.Statistics;

/// <summary>Two-sided tests of whether two methods differ, over pairs of scores of the same seeds, folds or subjects.</summary>
public static class PairedTests
{
    private const int LargestExact = 20;

    /// <summary>Student's paired t test, for pairs that are independent: subjects or seeds with data of their own.</summary>
    /// <param name="first">Scores of one method.</param>
    /// <param name="second">Scores of the other, in the same order.</param>
    /// <exception cref="ArgumentException">Counts differ, there are fewer than two pairs, or a number is not finite.</exception>
    public static TestResult StudentT(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var differences = Differences(first, second, 2);
        return FromT("paired t", differences, 1.0 / differences.Length);
    }

    /// <summary>
    /// The corrected resampled t test (Nadeau and Bengio 2003) for folds or random splits of one data set, whose training sets overlap:
    /// the variance of the mean is (1/n + n_test/n_train) s² instead of s²/n.
    /// </summary>
    /// <param name="first">Scores of one method, one a split.</param>
    /// <param name="second">Scores of the other.</param>
    /// <param name="testShare">n_test / n_train, such as 0.25 for five folds.</param>
    /// <exception cref="ArgumentException">As for <see cref="StudentT"/>, or the share is not above 0.</exception>
    public static TestResult CorrectedResampledT(IReadOnlyList<double> first, IReadOnlyList<double> second, double testShare)
    {
        ProbeInput.Positive(testShare, nameof(testShare));
        var differences = Differences(first, second, 2);
        return FromT("corrected resampled t", differences, (1.0 / differences.Length) + testShare);
    }

    /// <summary>
    /// Wilcoxon's signed-rank test; pairs without difference are left out. Up to 50 pairs the distribution is exact, ties included; beyond,
    /// the normal approximation with the variance corrected for ties. The statistic is the smaller sum of ranks.
    /// </summary>
    /// <inheritdoc cref="StudentT"/>
    public static TestResult Wilcoxon(IReadOnlyList<double> first, IReadOnlyList<double> second) => SignedRank.Test(Differences(first, second, 1));

    /// <summary>
    /// Sign-flip permutation test of the mean difference: under the null hypothesis each difference may as well have the other sign. All 2ⁿ
    /// signs up to 20 pairs; beyond, random ones, with p = (1 + as extreme) / (1 + draws).
    /// </summary>
    /// <param name="first">Scores of one method.</param>
    /// <param name="second">Scores of the other.</param>
    /// <param name="random">Source of randomness; not drawn from up to 20 pairs.</param>
    /// <param name="draws">Random sign patterns.</param>
    /// <exception cref="ArgumentException">As for <see cref="StudentT"/>.</exception>
    public static TestResult SignFlip(IReadOnlyList<double> first, IReadOnlyList<double> second, SeededRandom random, int draws = 10_000)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var differences = Differences(first, second, 1);
        var observed = Math.Abs(differences.Sum());
        var limit = observed - (1e-12 * differences.Sum(Math.Abs)); // equal up to rounding is as extreme
        var (extreme, patterns) = differences.Length <= LargestExact ? (0L, 1L << differences.Length) : (1L, draws + 1L);
        for (var pattern = differences.Length <= LargestExact ? 0L : 1L; pattern < patterns; pattern++)
        {
            double sum = 0;
            for (var i = 0; i < differences.Length; i++)
                sum += (differences.Length <= LargestExact ? ((pattern >> i) & 1) == 1 : random.NextDouble() < 0.5) ? -differences[i] : differences[i];
            if (Math.Abs(sum) >= limit)
                extreme++;
        }

        return new("sign-flip permutation", differences.Average(), extreme / (double)patterns, differences.Length);
    }

    private static TestResult FromT(string name, double[] differences, double varianceFactor)
    {
        var n = differences.Length;
        var mean = differences.Average();
        var deviation = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (n - 1));
        if (deviation <= 1e-15 * Math.Abs(mean))
            return new(name, mean == 0 ? 0 : Math.Sign(mean) * double.PositiveInfinity, mean == 0 ? 1 : 0, n);
        var t = mean / (deviation * Math.Sqrt(varianceFactor));
        return new(name, t, 2 * Distribution.CDF(0, 1, n - 1, -Math.Abs(t)), n);
    }

    private static double[] Differences(IReadOnlyList<double> first, IReadOnlyList<double> second, int least)
    {
        Metrics.MetricInput.Pairs(first, second, nameof(second), least);
        Metrics.MetricInput.Finite(first, nameof(first));
        Metrics.MetricInput.Finite(second, nameof(second));
        return [.. first.Zip(second, (a, b) => a - b)];
    }
}
