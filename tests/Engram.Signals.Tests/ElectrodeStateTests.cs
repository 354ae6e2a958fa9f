using Engram.Signals.Randomness;
using Engram.Signals.Simulation;

namespace Engram.Signals.Tests;

public class ElectrodeStateTests
{
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    public void AStateHasItsResonancesAndAmplitudeAtEverySamplingRate(double rate)
    {
        var state = new ResonantState([8, 20], [0.95, 0.9], 3);
        var model = state.Predictor(rate);
        // 1/A is smallest in size at the poles: A(z) = 0 there
        for (var i = 0; i < 2; i++)
        {
            var z = System.Numerics.Complex.FromPolarCoordinates(Math.Pow(state.Radii[i], 128 / rate), 2 * Math.PI * state.Frequencies[i] / rate);
            var value = model.Coefficients.Select((a, k) => a * System.Numerics.Complex.Pow(z, -(k + 1))).Aggregate(System.Numerics.Complex.One, (x, y) => x + y);
            Assert.Equal(0, value.Magnitude, 9);
        }

        // the one-sided density adds up to the variance, and so do the samples
        Assert.Equal(9, Enumerable.Range(0, 20_000).Sum(i => model.Density((i + 0.5) * rate / 40_000, rate) * rate / 40_000), 3);
        var drawn = state.Draw((int)(400 * rate), rate, new(3));
        Assert.Equal(9, drawn.Average(x => x * x), 0.5);
    }

    [Fact]
    public void HowOftenStatesOccurSaysNothingAboutTheGroupAndPairsSayAll()
    {
        var set = new ElectrodeStateSet { Subjects = 1000, Segments = 1, Duration = 0.05, Tilt = 1 }.Draw(new(5));
        Assert.Equal(500, set.Labels.Sum());
        var shares = Enumerable.Range(0, 12).Select(s => Enumerable.Range(0, 2).Select(g => Enumerable.Range(0, 1000).Where(i => set.Labels[i] == g).Average(i => set.States[i].Count(v => v == s))).ToArray());
        Assert.All(shares, p => Assert.Equal(p[0], p[1], 0.45)); // of 2 expected, standard error about 0.15
        Assert.True(Enumerable.Range(0, 1000).Average(i => set.Evidence(i) > 0 == (set.Labels[i] == 1) ? 1.0 : 0) > 0.9);
        HashSet<(int, int)> Pairs(int g) => [.. set.Cycles[g].Select((s, i) => (Math.Min(s, set.Cycles[g][(i + 1) % 12]), Math.Max(s, set.Cycles[g][(i + 1) % 12])))];
        Assert.Equal(12, Pairs(0).Count);
        Assert.Empty(Pairs(0).Intersect(Pairs(1)));
    }

    // Metropolis: with one subject's weights the chain's long-run shares are the weights', whatever the cycle
    [Fact]
    public void TheSubjectsWeightsAreTheStationaryDistributionOfBothGroups()
    {
        double[] Shares(int subject)
        {
            var set = new ElectrodeStateSet { Subjects = 2, Segments = 1, Electrodes = 10_000, Duration = 0.01, SamplingRate = 100, Tilt = 0 }.Draw(new(6));
            return [.. Enumerable.Range(0, 12).Select(s => set.States[subject].Count(v => v == s) / 10_000.0)];
        }

        Assert.All([.. Shares(0), .. Shares(1)], share => Assert.Equal(1 / 12.0, share, 0.03));
    }

    [Fact]
    public void TheSameSeedGivesTheSameSetAndNonsenseIsRefused()
    {
        var small = new ElectrodeStateSet { Subjects = 2, Segments = 2, Electrodes = 3 };
        Assert.Equal(small.Draw(new(1)).Trials[3][2], small.Draw(new(1)).Trials[3][2]);
        Assert.NotEqual(small.Draw(new(1)).Trials[3][2], small.Draw(new(2)).Trials[3][2]);
        Assert.Throws<ArgumentException>(() => (small with { States = 5 }).Draw(new(1)));
        Assert.Throws<ArgumentException>(() => ResonantState.Library(3, [10], 1, new(1)));
    }
}
