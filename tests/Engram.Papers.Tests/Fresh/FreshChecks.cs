using Engram.Modeling.Encoders;
using Engram.Modeling.Positions;
using Engram.Modeling.Training;
using Engram.Papers.Fresh;
using Engram.Papers.Ledger;
using Engram.Probes.Metrics;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using Engram.Signals.Spectral;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Tests;

/// <summary>The checks of the sheet.</summary>
public class FreshChecks
{
    private static readonly FreshConfig Small = new() { Side = 24, LargeSide = 24, LargeBatch = 100, SpectrumLength = 12, Width = 16, Steps = 4, Initialisations = 2, Omegas = [5, 30], Deviations = [1, 4], BiasRanges = [0.7, 3] };

    [Theory]
    [InlineData(3, 4)]
    [InlineData(0, 5)]
    [InlineData(7, 0)]
    public void AWaveHasAllItsMassAtItsTotalFrequency(int a, int b)
    {
        var spectrum = DiagonalSpectrum.Of(Wave(a, b), 12);
        for (var k = 1; k <= 12; k++)
            Assert.Equal(k == a + b ? 24 * 24 / 2.0 : 0, spectrum[k - 1], 9);
        Assert.All(DiagonalSpectrum.Of(new double[24, 24], 12), s => Assert.Equal(0, s));
        Assert.All(DiagonalSpectrum.Of(Constant(24, 3), 12), s => Assert.Equal(0, s, 9));
    }

    [Fact]
    public void TheOtherDiagonalIsSeenRadiallyOnly()
    {
        Assert.Equal(0, DiagonalSpectrum.Of(Wave(5, -4), 12).Sum(), 9);
        Assert.Equal(24 * 24, RadialSpectrum.Of(Wave(5, -4), 12)[5], 9); // |(5, 4)| = 6.4
        Assert.Equal(24 * 24, RadialSpectrum.Of(Wave(5, 4), 12).Sum(), 9);
    }

    [Fact]
    public void DistancesAreAMetric()
    {
        var random = new SeededRandom(1);
        double[] Density() => [.. Enumerable.Range(0, 16).Select(_ => random.NextDouble())];
        double[] Point(int at) => [.. Enumerable.Range(0, 16).Select(k => k == at ? 5.0 : 0)];
        Assert.Equal(9, WassersteinDistance.Between(Point(3), Point(12)), 12);
        for (var i = 0; i < 20; i++)
        {
            var (a, b, c) = (Density(), Density(), Density());
            Assert.Equal(0, WassersteinDistance.Between(a, [.. a.Select(v => 7 * v)]), 12);
            Assert.Equal(WassersteinDistance.Between(a, b), WassersteinDistance.Between(b, a), 12);
            Assert.True(WassersteinDistance.Between(a, c) <= WassersteinDistance.Between(a, b) + WassersteinDistance.Between(b, c) + 1e-12);
        }

        Assert.Contains("bins", Assert.Throws<ArgumentException>(() => WassersteinDistance.Between([1], [1, 2])).Message);
        Assert.Contains("constant", Assert.Throws<ArgumentException>(() => WassersteinDistance.Between([0, 0], [1, 2])).Message);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => WassersteinDistance.Between([1, double.NaN], [1, 2])).Message);
    }

    [Fact]
    public void ScaleOffsetAndShiftsLeaveTheNormalisedSpectrum()
    {
        var field = new GaussianRandomField(1.5).Draw(24, new(2));
        var other = new double[24, 24];
        for (var r = 0; r < 24; r++)
        {
            for (var c = 0; c < 24; c++)
                other[(r + 5) % 24, (c + 17) % 24] = (3 * field[r, c]) + 0.7;
        }

        Assert.Equal(0, WassersteinDistance.Between(DiagonalSpectrum.Of(field, 12), DiagonalSpectrum.Of(other, 12)), 9);
    }

    [Fact]
    public void FirstWeightsOfSirenLieInTheirBounds()
    {
        using var scope = NewDisposeScope();
        var network = Seeded.Make(1, () => new CoordinateNetwork(new() { Kind = CoordinateNetworkKind.Siren, Width = 64, HiddenLayers = 2, Omega = 0 }));
        double Largest(string name) => network.get_parameter(name)!.abs().max().ToDouble();
        Assert.InRange(Largest("layers.0.linear.weight"), 0.48, 0.5);
        foreach (var name in (string[])["layers.1.linear.weight", "layers.2.linear.weight"])
            Assert.InRange(Largest(name), 0.98 * Math.Sqrt(6 / 64.0) / 30, Math.Sqrt(6 / 64.0) / 30);
        using var _ = no_grad();
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (name.StartsWith("layers.0", StringComparison.Ordinal) && name.EndsWith("bias", StringComparison.Ordinal))
                parameter.zero_();
        }

        var output = network.call(CoordinateNetwork.Grid(9, 9));
        Assert.True((output - output[0]).abs().max().ToDouble() < 1e-6); // ω = 0: nothing of the coordinates comes in
        Assert.Throws<ArgumentException>(() => CoordinateNetwork.Grid(9, 1));
    }

    [Fact]
    public void SpectraMoveUpWithOmega()
    {
        var family = CandidateFamily.Siren(new() { Omegas = [5, 15, 30, 60, 90], Width = 32 });
        var positions = SpectrumMatch.Untrained(family, Small with { Initialisations = 6 }, 48)
            .Select(c => c.Average(s => s.Select((v, k) => (k + 1) * v).Sum() / s.Sum())).ToArray();
        Assert.Equal(positions.Order(), positions);
        Assert.True(positions[^1] > 2 * positions[0]);
    }

    [Fact]
    public void FourierFeaturesArePairsOnTheCircle()
    {
        using var scope = NewDisposeScope();
        var features = Seeded.Make(3, () => new FourierFeatures(new() { Coordinates = 2, Frequencies = 10, Deviation = 3 }));
        var code = features.call(CoordinateNetwork.Grid(5, 6));
        Assert.Equal([30, 20], code.shape);
        Assert.True((code.narrow(1, 0, 10).square() + code.narrow(1, 10, 10).square() - 1).abs().max().ToDouble() < 1e-5);
        Assert.Empty(features.parameters());
        Assert.Single(features.state_dict()); // B is saved, not trained
    }

    [Fact]
    public void PeakSignalToNoiseIsItsFormula()
    {
        double[] truth = [-1, 0.5, 1], estimate = [-0.8, 0.5, 0.9];
        Assert.Equal(-10 * Math.Log10((0.04 + 0.01) / 3 / 4), PeakSignalToNoise.Of(truth, estimate), 9);
        Assert.Equal(double.PositiveInfinity, PeakSignalToNoise.Of(truth, truth));
        Assert.Throws<ArgumentException>(() => PeakSignalToNoise.Of([], []));
    }

    [Fact]
    public void TheMatcherFindsTheNetworkThatDrewTheTarget()
    {
        var family = CandidateFamily.Siren(new() { Omegas = [5, 30, 90] });
        var config = Small with { SpectrumLength = 24, Initialisations = 5 };
        var untrained = SpectrumMatch.Untrained(family, config, 48);
        var found = family.Values.SelectMany((v, i) => SpectrumMatch.Untrained(family.Network(v), 48, 24, RepeatedRuns.Seeds(70, 6)).Select(s => SpectrumMatch.Of(s, untrained).Best == i)).ToArray();
        Assert.True(found.Count(f => f) >= 15, $"{found.Count(f => f)} of 18 found");
    }

    [Fact]
    public void HeldOutPixelsNeverReachTheNetwork()
    {
        var field = new GaussianRandomField(1.5).Draw(24, new(2));
        var isHeldOut = TargetStudy.HoldOut(field.Length, 0.25, new(3));
        Assert.Equal(144, isHeldOut.Count(h => h));
        var changed = (double[,])field.Clone();
        for (var i = 0; i < isHeldOut.Length; i++)
        {
            if (isHeldOut[i])
                changed[i / 24, i % 24] = 100;
        }

        double[,] Fit(double[,] image, int? batch)
        {
            using var fit = new CoordinateFit(CandidateFamily.Siren(Small).Network(30), 1e-3, image, isHeldOut, 4, batch);
            fit.Train(5);
            return fit.Image();
        }

        Assert.Equal(Fit(field, null), Fit(changed, null));
        Assert.Equal(Fit(field, 50), Fit(changed, 50));
    }

    [Fact]
    public void SameSeedSameStudyAndTheCostIsCounted()
    {
        TargetStudy Study() => FreshReproduction.Fields(Small, 1)[0][1];
        var (first, second) = (Study(), Study());
        Assert.Equal(first.Scores, second.Scores);
        Assert.Equal(first.Match.Distances, second.Match.Distances);
        Assert.Equal(3, first.GainOver(first, s => s.HeldOut) + 3, 12);
        Assert.True(first.Gap(s => s.HeldOut) <= 0);
        Assert.Equal(0.0502, FreshResults.CostShare(new() { Steps = 15_000 }, 20), 4); // the paper: 31 of 600 hours
        Assert.Contains("default", Assert.Throws<ArgumentException>(() => CandidateFamily.Siren(Small with { Omegas = [5, 10] })).Message);
    }

    [Fact]
    public void WireHasOneSettingOfComplexWaveletsAndIsScoredOnTheSameImages()
    {
        var wire = CandidateFamily.Wire(Small);
        var network = wire.Network(wire.Values[0]);
        Assert.Equal((CoordinateNetworkKind.Gabor, 10.0, 10.0, 10.0), (network.Kind, network.Omega, network.HiddenOmega, network.Scale));
        var (siren, baseline) = (FreshReproduction.Edges(Small, 2, CandidateFamily.Siren(Small)), FreshReproduction.Edges(Small, 2, wire));
        for (var seed = 0; seed < 2; seed++)
        {
            Assert.Equal(siren[seed][0].Spectrum, baseline[seed][0].Spectrum);
            Assert.Equal(siren[seed][0].Interpolation, baseline[seed][0].Interpolation); // the same pixels are held out
            Assert.Single(baseline[seed][0].Scores);
        }

        var claims = new FreshResults(Small with { Exponents = [2.5, 1.75, 1] }, FreshReproduction.Fields(Small, 2), FreshReproduction.LargeFields(Small, 2), []) { Edges = siren, WireEdges = baseline, WirePhotos = [] }.Claims();
        var claim = claims.Single(c => c.Statement.StartsWith("edges: SIREN", StringComparison.Ordinal));
        Assert.Equal(siren.Average(r => r[0].Scores[r[0].Match.Best].HeldOut), claim.Ours!.Mean, 9);
        Assert.Equal(baseline.Average(r => r[0].Scores[0].HeldOut), claim.Baseline!.Mean, 9);
        Assert.Equal(Verdict.NotTestableHere, claims[^1].Verdict); // no photographs
    }

    [Fact]
    public void PublishedSizes()
    {
        using var network = new CoordinateNetwork(FreshConfig.Published);
        Assert.Equal((2 * 256) + 256 + (3 * ((256 * 256) + 256)) + (256 * 3) + 3, network.parameters().Sum(p => p.numel()));
    }

    private static double[,] Wave(int a, int b)
    {
        var image = new double[24, 24];
        for (var r = 0; r < 24; r++)
        {
            for (var c = 0; c < 24; c++)
                image[r, c] = Math.Cos(2 * Math.PI * ((a * r) + (b * c)) / 24);
        }

        return image;
    }

    private static double[,] Constant(int side, double value) => CoordinateFit.ToImage([.. Enumerable.Repeat(value, side * side)], side);
}
