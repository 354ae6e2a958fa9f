using Engram.Probes.Metrics;
using Engram.Signals.Randomness;

namespace Engram.Probes.Tests;

public class MetricTests
{
    // Counted by hand: of 2 · 3 pairs the positives win 4 and tie 1.
    [Fact]
    public void TheAreaCountsPairsWithTiesAsHalves() =>
        Assert.Equal(4.5 / 6, RocAuc.Of([0.9, 0.4, 0.1, 0.4, 0.5], [1, 1, 0, 0, 0]), 12);

    [Fact]
    public void TheAreaEqualsTheShareOfWonPairsOnRandomScores()
    {
        var random = new SeededRandom(2);
        var scores = Enumerable.Range(0, 80).Select(_ => (double)random.NextInt(12)).ToArray();
        var labels = Enumerable.Range(0, 80).Select(_ => random.NextInt(2)).ToArray();
        var pairs = Enumerable.Range(0, 80).Where(i => labels[i] == 1).SelectMany(i => Enumerable.Range(0, 80).Where(j => labels[j] == 0).Select(j => scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0)).ToArray();
        Assert.Equal(pairs.Average(), RocAuc.Of(scores, labels), 12);
        Assert.Equal(1 - pairs.Average(), RocAuc.Of(scores, [.. labels.Select(l => 1 - l)]), 12);
        Assert.Throws<ArgumentException>(() => RocAuc.Of(scores, new int[80]));
    }

    // Student's t for 4 degrees of freedom: 2.776; the deviation of 1 … 5 is √2.5.
    [Fact]
    public void TheIntervalIsStudents()
    {
        var estimate = Estimate.Of([1, 2, 3, 4, 5]);
        Assert.Equal(3, estimate.Mean, 12);
        Assert.Equal(2.776 * Math.Sqrt(2.5 / 5), estimate.HalfWidth, 12);
        Assert.Equal(double.PositiveInfinity, Estimate.Of([7]).HalfWidth);
        Assert.Equal("7.000", Estimate.Of([7]).ToString());
    }

    // Of 1,000 intervals at 95 %, 950 should hold the true mean.
    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(40)]
    public void TheIntervalHoldsTheMeanNineteenTimesInTwenty(int count)
    {
        var random = new SeededRandom(count);
        var held = Enumerable.Range(0, 1000).Count(_ => Estimate.Of([.. Enumerable.Range(0, count).Select(_ => random.NextGaussian())]) is { Low: < 0, High: > 0 });
        Assert.InRange(held, 925, 975);
    }
}
