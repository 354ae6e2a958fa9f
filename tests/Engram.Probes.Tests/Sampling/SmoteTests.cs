using Engram.Probes.Metrics;
using Engram.Probes.Sampling;
using Engram.Signals.Randomness;

namespace Engram.Probes.Tests.Sampling;

public class SmoteTests
{
    [Fact]
    public void NewSamplesLieBetweenTwoNeighboursOfOneClassAndClassesBecomeEqual()
    {
        var random = new SeededRandom(5);
        var rows = Enumerable.Range(0, 37).Select(i => new[] { random.NextGaussian() + (i % 5), random.NextGaussian(), random.NextGaussian() }).ToArray();
        var labels = Enumerable.Range(0, 37).Select(i => i < 20 ? 4 : i < 30 ? 1 : 9).ToArray();
        var (features, targets) = new Smote { Neighbors = 3 }.Balance(rows, labels, new SeededRandom(1));
        Assert.Equal(60, features.Rows);
        Assert.All([1, 4, 9], c => Assert.Equal(20, targets.Count(t => t == c)));
        for (var i = 0; i < 37; i++)
            Assert.Equal(rows[i], features.Row(i).ToArray()); // what came in stays, in place
        for (var i = 37; i < 60; i++)
        {
            var made = features.Row(i).ToArray();
            var own = Enumerable.Range(0, 37).Where(j => labels[j] == targets[i]).Select(j => rows[j]).ToArray();
            Assert.Contains(own, a => own.OrderBy(b => Distance(a, b)).Skip(1).Take(3).Any(b => Math.Abs(Distance(a, made) + Distance(made, b) - Distance(a, b)) < 1e-9));
        }

        Assert.Equal(features.Values.ToArray(), new Smote { Neighbors = 3 }.Balance(rows, labels, new SeededRandom(1)).Features.Values.ToArray());
    }

    [Fact]
    public void EqualClassesStayAsTheyAreAndALoneSampleIsRefused()
    {
        double[][] rows = [[0, 1], [1, 0], [2, 2], [3, 3]];
        Assert.Equal(4, new Smote().Balance(rows, [0, 0, 1, 1], new SeededRandom(1)).Features.Rows);
        Assert.Contains("class 7", Assert.Throws<ArgumentException>(() => new Smote().Balance(rows, [0, 0, 0, 7], new SeededRandom(1))).Message);
        Assert.Throws<ArgumentException>(() => new Smote().Balance(rows, [0, 0, 0, 0], new SeededRandom(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Smote { Neighbors = 0 }.Balance(rows, [0, 0, 0, 1], new SeededRandom(1)));
    }

    [Theory]
    [InlineData(99.74, 0.06, 8.0547)]
    [InlineData(98.25, 2.85, 6.3211)]
    [InlineData(97.11, 2.01, 6.4212)]
    [InlineData(84.54, 10.18, 5.2052)]
    public void TheStabilityScoreIsThatOfThePaper(double mean, double deviation, double expected) => Assert.Equal(expected, InverseLogStability.Of(mean, deviation), 4);

    [Fact]
    public void WithoutDeviationTheScoreIsTheRootOfTheMean()
    {
        Assert.Equal(Math.Sqrt(64), InverseLogStability.Of(64, 0), 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => InverseLogStability.Of(101, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => InverseLogStability.Of(50, double.NaN));
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
