using Engram.Data;
using Engram.Modeling.Configuration;
using Engram.Modeling.Tokenizers;
using Engram.Papers.RbTransformer;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Tests.RbTransformer;

/// <summary>The checks of the RBTransformer sheet; those of SMOTE and of the stability score are in Engram.Probes.Tests.</summary>
public class RbTransformerTests
{
    private static readonly RbTransformerConfig Small = new() { Electrodes = 5, Width = 8, Depth = 2, Heads = 2, HeadWidth = 4, HeadLayers = [8], Dropout = 0.1 };

    [Fact]
    public void EntropyMovesByTheLogarithmOfTheScaleAndNotAtAllAfterStandardising()
    {
        using var scope = NewDisposeScope();
        var trials = Noise(2, 3, 700);
        var louder = Array.ConvertAll(trials, t => Array.ConvertAll(t, c => Array.ConvertAll(c, v => 8 * v)));
        var plain = new BandEntropyFeatures { Scaling = WindowScaling.None };
        Assert.True((plain.Of(louder, null, 128).Features - plain.Of(trials, null, 128).Features - 3).abs().max().ToDouble() < 1e-4); // log2 8
        foreach (var scaling in new[] { WindowScaling.Whole, WindowScaling.EachElectrode })
        {
            var scaled = plain with { Scaling = scaling };
            Assert.True((scaled.Of(louder, null, 128).Features - scaled.Of(trials, null, 128).Features).abs().max().ToDouble() < 1e-4);
        }
    }

    // ½ log2(2πe · 6/64): white noise of variance 1 at 128 Hz has 6/64 of its power in alpha
    [Fact]
    public void WhiteNoiseHasTheEntropyOfItsShare()
    {
        using var scope = NewDisposeScope();
        var features = new BandEntropyFeatures { Scaling = WindowScaling.None }.Of(Noise(20, 4, 512), null, 128).Features;
        var expected = 0.5 * Math.Log2(2 * Math.PI * Math.E * 6 / 64);
        Assert.Equal(0.34, expected, 0.01);
        Assert.Equal(expected, features.select(2, 1).mean().ToDouble(), 0.15);
    }

    [Theory]
    [InlineData(512, 1)]
    [InlineData(1024, 5)]
    [InlineData(7680, 62)]
    public void ATrialHasTheWindowsOfTheFormula(int samples, int expected)
    {
        using var scope = NewDisposeScope();
        var features = new BandEntropyFeatures { Bands = [new("alpha", 8, 14)] };
        Assert.Equal(expected, features.Windows(samples));
        var (made, trialOf) = features.Of(Noise(2, 1, samples), null, 128);
        Assert.Equal([2 * expected, 1, 1], made.shape);
        Assert.Equal(expected, trialOf.Count(t => t == 1));
    }

    [Fact]
    public void AConstantChannelAndAConstantTrialGiveFiniteEntropies()
    {
        using var scope = NewDisposeScope();
        var trials = Noise(2, 3, 512);
        Array.Fill(trials[0][1], 3.0);
        foreach (var channel in trials[1])
            Array.Fill(channel, 0.0);
        foreach (var scaling in Enum.GetValues<WindowScaling>())
            Assert.True(new BandEntropyFeatures { Scaling = scaling }.Of(trials, trials, 128).Features.isfinite().all().ToBoolean());
        Assert.Contains("512", Assert.Throws<ArgumentException>(() => new BandEntropyFeatures().Of(Noise(1, 1, 511), null, 128)).Message);
        Assert.Contains("128", Assert.Throws<ArgumentException>(() => new BandEntropyFeatures().Of(Noise(1, 1, 512), Noise(1, 1, 127), 128)).Message);
    }

    // pieces that repeat average to themselves, so that entropies of trial and baseline cancel; pieces of opposite sign cancel each other
    [Fact]
    public void TheBaselineIsTheSampleBySampleMeanOfItsPieces()
    {
        using var scope = NewDisposeScope();
        var features = new BandEntropyFeatures { Window = 128, Step = 128, Scaling = WindowScaling.None };
        var trials = Noise(2, 3, 128);
        var repeated = Array.ConvertAll(trials, t => Array.ConvertAll(t, c => (double[])[.. c, .. c, .. c]));
        Assert.True(features.Of(trials, repeated, 128).Features.abs().max().ToDouble() < 1e-4);
        var opposite = Array.ConvertAll(trials, t => Array.ConvertAll(t, c => (double[])[.. c, .. c.Select(v => -v)]));
        Assert.True(features.Of(trials, opposite, 128).Features.min().ToDouble() > 20); // against the entropy of silence
    }

    [Fact]
    public void RowsOfTheAttentionSumToOne()
    {
        using var scope = NewDisposeScope();
        var model = Make(Small);
        var attention = model.Look(randn(6, 5, 4)).Attention;
        Assert.Equal(2, attention.Count);
        Assert.All(attention, a => Assert.Equal([6, 2, 5, 5], a.shape));
        Assert.All(attention, a => Assert.True((a.sum(-1) - 1).abs().max().ToDouble() < 1e-5));
        var alone = Make(Small with { Electrodes = 1 }).Look(randn(3, 1, 4)).Attention;
        Assert.All(alone, a => Assert.True(a.eq(1).all().ToBoolean()));
        Assert.Empty(Make(Small with { Depth = 0 }).Look(randn(3, 5, 4)).Attention);
    }

    [Fact]
    public void ElectrodesAreKnownByTheirIdentityAlone()
    {
        using var scope = NewDisposeScope();
        var model = Make(Small);
        var x = randn(6, 5, 4);
        var order = tensor((long[])[3, 1, 4, 0, 2]);
        var logits = model.call(x);
        Assert.False(model.call(x.index_select(1, order)).allclose(logits, 1e-2, 1e-2));
        using (no_grad())
        {
            var table = model.named_parameters().First(p => p.name == "identity.table").parameter;
            table.copy_(table.index_select(0, order));
        }

        Assert.True(model.call(x.index_select(1, order)).allclose(logits, 1e-4, 1e-5));
        var blind = Make(Small with { HasIdentity = false });
        Assert.True(blind.call(x.index_select(1, order)).allclose(blind.call(x), 1e-4, 1e-5));
    }

    [Fact]
    public void WithoutAttentionOnlyTheMeanOverElectrodesCounts()
    {
        using var scope = NewDisposeScope();
        var model = Make(Small with { Depth = 0 });
        var x = randn(6, 5, 4);
        var swapped = x.index_select(1, tensor((long[])[1, 0, 2, 3, 4]));
        Assert.True(model.call(swapped).allclose(model.call(x), 1e-4, 1e-5));
        Assert.True(model.call(x.mean([1L], keepdim: true).expand(-1, 5, -1)).allclose(model.call(x), 1e-4, 1e-5));
        Assert.False(Make(Small).call(swapped).allclose(Make(Small).call(x), 1e-3, 1e-3));
    }

    // 0.66 million, counted: 4·128 + 128, 14·128, four blocks of 131 968, and the head
    [Fact]
    public void ThePublishedModelHasItsSize()
    {
        using var scope = NewDisposeScope();
        var count = Make(RbTransformerConfig.Published).parameters().Sum(p => p.numel());
        Assert.Equal(640 + 1792 + (4 * 131_968) + 256 + 33_024 + 65_792 + 32_896 + 258, count);
        Assert.Equal(0.66, count / 1e6, 0.005);
        Assert.Equal([2, 2], Make(RbTransformerConfig.Published).call(randn(2, 14, 4)).shape);
    }

    // each feature alone has the same distribution in both classes; the two sides of the pairs decide
    [Fact]
    public void TheClassOfSimulatedTrialsIsTheExclusiveOrOfTwoSides()
    {
        using var scope = NewDisposeScope();
        var (trials, baselines, labels, sides) = new InteractionEeg { Spread = 0 }.Draw(40, new SeededRandom(3));
        Assert.All(labels.Zip(sides), p => Assert.Equal(p.First, p.Second[0] ^ p.Second[1]));
        Assert.Equal(20, labels.Sum());
        var features = new BandEntropyFeatures { Window = 1024, Step = 1024, Scaling = WindowScaling.None }.Of(trials, null, 128).Features;
        for (var pair = 0; pair < 2; pair++)
        {
            var (left, right, band) = InteractionEeg.Pairs[pair];
            int At(string name) => InteractionEeg.Electrodes.ToList().IndexOf(name);
            for (var t = 0; t < 40; t++)
                Assert.Equal(sides[t][pair] == 0, features[t, At(left), band].ToDouble() > features[t, At(right), band].ToDouble());
        }

        Assert.Equal(baselines, new InteractionEeg { Spread = 0 }.Draw(40, new SeededRandom(3)).Baselines);
    }

    [Fact]
    public void ARepetitionGivesTheSameBitsBesideOthers()
    {
        var tiny = new RbTransformerExperiment { Count = 20, Steps = 4, ProtocolSteps = 4, Batch = 16, Model = Small with { Electrodes = 14, Dropout = 0 }, PerceptronLayers = [8] };
        var (two, one) = (RbTransformerReproduction.Interaction(tiny, 2), RbTransformerReproduction.Interaction(tiny, 1));
        Assert.Equal(one[0].History.Rows.Select(r => r.Loss), two[0].History.Rows.Select(r => r.Loss));
        Assert.Equal(one[0].Predicted, two[0].Predicted);
        Assert.Equal(20, one[0].TestLabels.Length); // 4 of 20 trials, 5 windows each
    }

    [Fact]
    public void SettingsGoThroughJsonAndWrongShapesAreRefused()
    {
        Assert.Equal(ConfigJson.Write(RbTransformerConfig.Published), ConfigJson.Write(ConfigJson.Read<RbTransformerConfig>(ConfigJson.Write(RbTransformerConfig.Published))));
        Assert.Throws<ConfigException>(() => Make(Small with { HeadLayers = [] }));
        Assert.Contains("electrode 5", Assert.Throws<ArgumentException>(() => Make(Small).call(zeros(2, 4, 4))).Message);
        Assert.Throws<DataException>(() => RbTransformerTrials.Load(new(null, ""), new()));
    }

    private static RbTransformerModel Make(RbTransformerConfig config)
    {
        manual_seed(4);
        var model = new RbTransformerModel(config, 4);
        model.eval();
        return model;
    }

    private static double[][][] Noise(int trials, int electrodes, int samples)
    {
        var random = new SeededRandom(8);
        return [.. Enumerable.Range(0, trials).Select(_ => Enumerable.Range(0, electrodes).Select(_ => Enumerable.Range(0, samples).Select(_ => random.NextGaussian()).ToArray()).ToArray())];
    }
}
