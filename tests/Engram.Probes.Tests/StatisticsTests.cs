using Engram.Probes.Statistics;
using Engram.Signals.Randomness;

namespace Engram.Probes.Tests;

public class StatisticsTests
{
    private static readonly System.Text.Json.JsonElement Expected = ProbeOracle.Part("statistics");

    private static double[] First { get; } = ProbeOracle.Numbers(Expected.GetProperty("first"));

    private static double[] Second { get; } = ProbeOracle.Numbers(Expected.GetProperty("second"));

    [Fact]
    public void PairedTestsAreScipys()
    {
        var t = PairedTests.StudentT(First, Second);
        ProbeOracle.Equal(Expected.GetProperty("t"), [t.Statistic, t.PValue], 1e-9);
        var wilcoxon = PairedTests.Wilcoxon(First, Second);
        ProbeOracle.Equal(Expected.GetProperty("wilcoxon"), [wilcoxon.Statistic, wilcoxon.PValue], 1e-10);
        double[] longer = ProbeOracle.Numbers(Expected.GetProperty("long_first"));
        var approximate = PairedTests.Wilcoxon(longer, new double[longer.Length]);
        ProbeOracle.Equal(Expected.GetProperty("wilcoxon_long"), [approximate.Statistic, approximate.PValue], 1e-9);
        var corrected = PairedTests.CorrectedResampledT(First, Second, 0.25);
        Assert.Equal(Expected.GetProperty("corrected_t").GetDouble(), corrected.Statistic, 1e-9);
        Assert.Equal(Expected.GetProperty("corrected_p").GetDouble(), corrected.PValue, 1e-9);
        Assert.Equal(Expected.GetProperty("sign_flip").GetDouble(), PairedTests.SignFlip(First, Second, new(1)).PValue, 1e-12);
    }

    // With ties the exact distribution still is that of all signs, which can be listed.
    [Fact]
    public void TiedRanksKeepTheExactDistribution()
    {
        double[] differences = [1, 1, -1, 2, 3, 3, -2, 4];
        var ranks = new[] { 2, 2, 2, 4.5, 6.5, 6.5, 4.5, 8 };
        var smaller = 2 + 4.5;
        var extreme = Enumerable.Range(0, 256).Count(signs => Enumerable.Range(0, 8).Where(i => ((signs >> i) & 1) == 1).Sum(i => ranks[i]) is var sum && Math.Min(sum, 36 - sum) <= smaller);
        Assert.Equal(extreme / 256.0, PairedTests.Wilcoxon(differences, new double[8]).PValue, 1e-12);
    }

    [Fact]
    public void RandomSignsComeNearToAllSigns()
    {
        var random = new SeededRandom(3);
        double[] a = [.. Enumerable.Range(0, 25).Select(_ => random.NextGaussian() + 0.4)];
        var t = PairedTests.StudentT(a, new double[25]).PValue;
        Assert.InRange(PairedTests.SignFlip(a, new double[25], new(1)).PValue, 0.6 * t, 1.6 * t);
        Assert.Equal(PairedTests.SignFlip(a, new double[25], new(1)), PairedTests.SignFlip(a, new double[25], new(1)));
    }

    // Under the null hypothesis one test in twenty is below 0.05.
    [Fact]
    public void NoDifferenceIsFoundOnceInTwenty()
    {
        var random = new SeededRandom(12);
        var (t, wilcoxon, flips) = (0, 0, 0);
        for (var i = 0; i < 1000; i++)
        {
            double[] a = [.. Enumerable.Range(0, 10).Select(_ => random.NextGaussian())];
            double[] b = [.. Enumerable.Range(0, 10).Select(_ => random.NextGaussian())];
            t += PairedTests.StudentT(a, b).PValue < 0.05 ? 1 : 0;
            wilcoxon += PairedTests.Wilcoxon(a, b).PValue < 0.05 ? 1 : 0;
            flips += i < 300 && PairedTests.SignFlip(a, b, random).PValue < 0.05 ? 1 : 0;
        }

        Assert.InRange(t, 30, 72);
        Assert.InRange(wilcoxon, 28, 70); // its p values are discrete: 0.0488 is the largest below 0.05
        Assert.InRange(flips, 4, 28);
    }

    [Fact]
    public void EqualMethodsDoNotDiffer()
    {
        Assert.Equal(1, PairedTests.StudentT(First, First).PValue);
        Assert.Equal(1, PairedTests.Wilcoxon(First, First).PValue);
        Assert.Equal(1, PairedTests.SignFlip(First, First, new(1)).PValue);
        Assert.Throws<ArgumentException>(() => PairedTests.StudentT([1], [2]));
        Assert.Throws<ArgumentException>(() => PairedTests.StudentT([1, double.NaN], [2, 3]));
    }

    [Fact]
    public void CountsAreTestedAsScipyDoes()
    {
        foreach (var row in Expected.GetProperty("binomial").EnumerateArray())
            Assert.Equal(row[3].GetDouble(), ProportionTests.AboveChance(row[0].GetInt32(), row[1].GetInt32(), row[2].GetDouble()).PValue, 1e-9 * row[3].GetDouble());
        foreach (var row in Expected.GetProperty("mcnemar").EnumerateArray())
        {
            var (a, b) = (row[0].GetInt32(), row[1].GetInt32());
            bool[] first = [.. Enumerable.Repeat(true, a), .. Enumerable.Repeat(false, b), true, false];
            bool[] second = [.. Enumerable.Repeat(false, a), .. Enumerable.Repeat(true, b), true, false];
            Assert.Equal(row[2].GetDouble(), ProportionTests.McNemar(first, second).PValue, 1e-10);
        }

        Assert.Throws<ArgumentException>(() => ProportionTests.AboveChance(5, 4, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProportionTests.AboveChance(3, 4, 1));
    }

    // Holm's own procedure by hand: 0.01 · 4, 0.02 · 3, 0.03 · 2 (not below 0.06), 0.9.
    [Fact]
    public void HolmStepsDown()
    {
        Assert.Equal([0.06, 0.04, 0.9, 0.06], HolmCorrection.Adjust([0.02, 0.01, 0.9, 0.03]).Select(p => Math.Round(p, 12)));
        Assert.Throws<ArgumentException>(() => HolmCorrection.Adjust([1.2]));
    }

    [Fact]
    public void BootstrapEndsAreScipys()
    {
        double[] values = [.. First.Select(v => Math.Pow(v, 4))];
        var accelerated = new Bootstrap { Resamples = 50_000 }.OfMean(values, new(1));
        var plain = new Bootstrap { Resamples = 50_000, IsAccelerated = false }.OfMean(values, new(1));
        var spread = plain.High - plain.Low;
        ProbeOracle.Equal(Expected.GetProperty("bca"), [accelerated.Low, accelerated.High], 0.02 * spread);
        ProbeOracle.Equal(Expected.GetProperty("percentile"), [plain.Low, plain.High], 0.02 * spread);
        Assert.True(Math.Abs(accelerated.High - plain.High) > 0.0015 * spread, "the two kinds differ");
        Assert.Equal(new Bootstrap().OfMean(values, new(5)), new Bootstrap().OfMean(values, new(5)));
    }

    // Five alike samples a subject: drawing samples alone says nearly nothing about new subjects.
    [Theory]
    [InlineData(true, 255, 295)]
    [InlineData(false, 90, 220)]
    public void WholeSubjectsKeepTheCoverage(bool isGrouped, int least, int most)
    {
        var random = new SeededRandom(8);
        var held = 0;
        var bootstrap = new Bootstrap { Resamples = 400 };
        for (var repeat = 0; repeat < 300; repeat++)
        {
            double[] subjects = [.. Enumerable.Range(0, 25).Select(_ => random.NextGaussian())];
            double[] values = [.. Enumerable.Range(0, 125).Select(i => subjects[i / 5] + (0.1 * random.NextGaussian()))];
            var interval = bootstrap.Of(indices => indices.Average(i => values[i]), [.. Enumerable.Range(0, 125).Select(i => isGrouped ? i / 5 : i)], random);
            held += interval.Contains(0) ? 1 : 0;
        }

        Assert.InRange(held, least, most);
    }

    [Fact]
    public void DrawsWithoutAValueAreMadeAgainOrRefused()
    {
        int[] labels = [0, 0, 1, 1, 1];
        var interval = new Bootstrap { Resamples = 200 }.Of(i => i.Select(k => labels[k]).Distinct().Count() == 2 ? i.Average(k => labels[k]) : double.NaN, 5, new(1));
        Assert.InRange(interval.Low, 0.15, 0.6);
        Assert.Contains("no value", Assert.Throws<ArgumentException>(() => new Bootstrap { Resamples = 200 }.Of(i => i.Distinct().Count() == 5 ? 1 : double.NaN, 5, new(1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Bootstrap().Of(_ => 1, ["a", "a"], new(1)));
    }
}
