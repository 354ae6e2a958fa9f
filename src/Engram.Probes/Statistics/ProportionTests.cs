using MathNet.Numerics.Distributions;

namespace Engram.Probes.Statistics;

/// <summary>Exact tests of counts.</summary>
public static class ProportionTests
{
    /// <summary>McNemar's test of whether two classifiers err alike on the same trials: of the trials that exactly one has right, half should be the first's. Exact, two-sided.</summary>
    /// <param name="first">Whether one classifier is right, for each trial.</param>
    /// <param name="second">Whether the other is.</param>
    /// <returns>The statistic is the smaller of the two counts, the number the trials that exactly one has right.</returns>
    /// <exception cref="ArgumentException">Counts differ, or there is no trial.</exception>
    public static TestResult McNemar(IReadOnlyList<bool> first, IReadOnlyList<bool> second)
    {
        Metrics.MetricInput.Pairs(first, second, nameof(second));
        var onlyFirst = first.Where((f, i) => f && !second[i]).Count();
        var onlySecond = first.Where((f, i) => !f && second[i]).Count();
        var (smaller, total) = (Math.Min(onlyFirst, onlySecond), onlyFirst + onlySecond);
        return new("McNemar", smaller, total == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, total, smaller)), total);
    }

    /// <summary>Binomial test of whether more trials are right than by chance: P(X ≥ right), one-sided, exact.</summary>
    /// <param name="right">Trials that are right.</param>
    /// <param name="total">Trials, independent of each other.</param>
    /// <param name="chance">Chance of being right by guessing, between 0 and 1: the largest class's share, not one over their number, where classes differ in size.</param>
    /// <exception cref="ArgumentException">The counts do not fit, or chance is out of range.</exception>
    public static TestResult AboveChance(int right, int total, double chance)
    {
        if (total < 1 || right < 0 || right > total)
            throw new ArgumentException($"Expected from 0 to all of at least one trial, got {right} of {total}.", nameof(right));
        if (!(chance is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(chance), $"Expected a chance between 0 and 1, got {chance}.");
        // the incomplete beta function keeps the digits of a small tail
        var p = right == 0 ? 1 : MathNet.Numerics.SpecialFunctions.BetaRegularized(right, total - right + 1, chance);
        return new("binomial against chance", right, p, total);
    }
}
