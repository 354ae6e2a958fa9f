using Engram.Probes.Metrics;
using MathNet.Numerics.Distributions;

namespace Engram.Probes.Statistics;

/// <summary>The distribution of Wilcoxon's (1945) sum of signed ranks.</summary>
internal static class SignedRank
{
    private const int LargestExact = 50;

    public static TestResult Test(double[] differences)
    {
        double[] kept = [.. differences.Where(d => d != 0)];
        if (kept.Length == 0)
            return new("Wilcoxon signed-rank", 0, 1, 0);
        var ranks = Ranks.Of([.. kept.Select(Math.Abs)]);
        var plus = ranks.Where((_, i) => kept[i] > 0).Sum();
        var smaller = Math.Min(plus, ranks.Sum() - plus);
        return new("Wilcoxon signed-rank", smaller, kept.Length <= LargestExact ? Exact(ranks, smaller) : Approximate(ranks, smaller), kept.Length);
    }

    // ranks are halves at most, so twice the ranks are whole: the chance of each sum by adding one rank after another
    private static double Exact(double[] ranks, double smaller)
    {
        int[] doubled = [.. ranks.Select(r => (int)Math.Round(2 * r))];
        var chances = new double[doubled.Sum() + 1];
        chances[0] = 1;
        foreach (var rank in doubled)
        {
            for (var sum = chances.Length - 1; sum >= 0; sum--)
                chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
        }

        return Math.Min(1, 2 * chances.Take((int)Math.Round(2 * smaller) + 1).Sum());
    }

    private static double Approximate(double[] ranks, double smaller)
    {
        double n = ranks.Length;
        var ties = ranks.CountBy(r => r).Sum(t => (Math.Pow(t.Value, 3) - t.Value) / 48);
        var deviation = Math.Sqrt((n * (n + 1) * ((2 * n) + 1) / 24) - ties);
        return Math.Min(1, 2 * Normal.CDF(0, 1, (smaller - (n * (n + 1) / 4)) / deviation));
    }
}
