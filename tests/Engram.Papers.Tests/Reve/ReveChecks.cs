using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using Engram.Modeling.Masking;
using Engram.Modeling.Training;
using Engram.Papers.Reve;
using Engram.Signals;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Tests;

/// <summary>The checks of the sheet; those of single blocks (Fourier code, RMSNorm, StableAdamW) stand in Engram.Modeling.Tests.</summary>
public class ReveChecks
{
    private static readonly ReveStudyConfig Small = new() { Model = new ReveStudyConfig().Model with { Patch = 25, Steps = 3 }, Brain = new() { SamplingRate = 50, Samples = 75, NoiseRatio = 0.1 }, PretrainingTrials = 12, ProbeTrials = 24, TestTrials = 16, Steps = 3, Batch = 4 };

    private static readonly SessionSet Set = SessionSet.Draw(SphericalSites.TenTwenty(), 6, Small.Brain, new SeededRandom(1));

    // With it the set is drawn before the first test begins; without it, maybe within a test's dispose scope, which would take its tensors along.
    static ReveChecks()
    {
    }

    [Fact]
    public void TenSecondsHaveElevenPatches()
    {
        Assert.Equal(11, ReveConfig.Published.Patches(2000));
        Assert.Equal(1, ReveConfig.Published.Patches(200));
        Assert.Contains("one patch", Assert.Throws<ArgumentException>(() => ReveConfig.Published.Patches(199)).Message);
        using var scope = NewDisposeScope();
        var model = Model(Small.Model with { Patch = 20, Overlap = 5 });
        var patches = model.Patches(Set.Signals); // channel-major: token c · h + t
        Assert.Equal([6, 20 * 4, 20], patches.shape);
        Assert.True(patches.select(1, (7 * 4) + 2).equal(Set.Signals.select(1, 7).narrow(1, 30, 20)).all().ToBoolean());
    }

    [Fact]
    public void EveryPatchTimeHasExactlyTheShareMaskedAndRunsShareTheirChannels()
    {
        var model = Model(Small.Model);
        var grid = new TokenGrid(20, 7, Pretraining.Grid(model, Set).Positions);
        var mask = new SpatialRadiusMask(new()).Draw(grid, 8, new SeededRandom(3));
        bool[] At(int sample, int step) => [.. Enumerable.Range(0, 20).Select(c => mask[sample, grid.Index(c, step)])];
        for (var sample = 0; sample < 8; sample++)
        {
            for (var step = 0; step < 7; step++)
                Assert.Equal((int)(0.55 * 20), At(sample, step).Count(m => m));
            Assert.Equal(At(sample, 0), At(sample, 2));
            Assert.Equal(At(sample, 3), At(sample, 5));
        }

        // the leftover step has a draw of its own, and so has each run
        Assert.Contains(Enumerable.Range(0, 8), s => !At(s, 5).SequenceEqual(At(s, 6)));
        Assert.Contains(Enumerable.Range(0, 8), s => !At(s, 2).SequenceEqual(At(s, 3)));
    }

    [Fact]
    public void NothingOfAMaskedPatchReachesThePrediction()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var model = Model(Small.Model);
        model.eval();
        var mask = Mask(model, 5);
        var (local, global) = model.Predict(Set.Signals, Set.Positions, mask);
        var changed = Set.Signals.clone();
        for (var sample = 0; sample < 6; sample++)
        {
            for (var token = 0; token < mask.Grid.Tokens; token++)
            {
                if (mask[sample, token])
                    changed[sample, token / 3].narrow(0, token % 3 * 25, 25).mul_(-2).add_(1);
            }
        }

        var (again, globalAgain) = model.Predict(changed, Set.Positions, mask);
        Assert.True(local.equal(again).all().ToBoolean());
        Assert.True(global!.equal(globalAgain!).all().ToBoolean());
        Assert.True((model.Loss(changed, Set.Positions, mask).Total - model.Loss(Set.Signals, Set.Positions, mask).Total).abs().ToDouble() > 0.1);
    }

    [Fact]
    public void ChannelsPermuteWithTheirPositions()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var model = Model(Small.Model);
        model.eval();
        int[] order = new SeededRandom(4).Permutation(20);
        var permuted = Set.Keep(order);
        var (tokens, moved) = (model.call(Set.Signals, Set.Positions).unflatten(1, [20, 3]), model.call(permuted.Signals, permuted.Positions).unflatten(1, [20, 3]));
        Assert.True(tokens.index_select(1, tensor(Array.ConvertAll(order, c => (long)c))).allclose(moved, 1e-4, 1e-4));
        Assert.True(tokens.mean([1L, 2L]).allclose(moved.mean([1L, 2L]), 1e-4, 1e-4));
        var (summary, other) = (model.Summarise(model.Encode(Set.Signals, Set.Positions)).Pooled, model.Summarise(model.Encode(permuted.Signals, permuted.Positions)).Pooled);
        Assert.True(summary.allclose(other, 1e-4, 1e-4));
        var indexed = Model(Small.Model with { Code = SpatialCode.Index });
        indexed.eval();
        Assert.False(indexed.call(Set.Signals, Set.Positions).mean([1L]).allclose(indexed.call(permuted.Signals, permuted.Positions).mean([1L]), 1e-4, 1e-4)); // a number is no place
    }

    [Fact]
    public void PositionNoiseIsForTrainingOnly()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var model = Model(Small.Model);
        model.eval();
        Assert.True(model.call(Set.Signals, Set.Positions).equal(model.call(Set.Signals, Set.Positions)).all().ToBoolean());
        model.train();
        Assert.False(model.call(Set.Signals, Set.Positions).equal(model.call(Set.Signals, Set.Positions)).all().ToBoolean());
    }

    [Fact]
    public void TheLossIsTheMeanAbsoluteErrorOfBothPredictions()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var model = Model(Small.Model);
        model.eval();
        var mask = Mask(model, 5);
        var (local, global) = model.Predict(Set.Signals, Set.Positions, mask);
        var target = mask.Masked(model.Patches(Set.Signals));
        var loss = model.Loss(Set.Signals, Set.Positions, mask);
        Assert.Equal((local - target).abs().mean().ToDouble() + (0.1 * (global! - target).abs().mean().ToDouble()), loss.Total.ToDouble(), 5);

        // a constant zero is predicted exactly by a model whose last layers are zero
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (name is "decoder.output.weight" or "summary.output.weight" or "summary.output.bias")
                parameter.zero_();
        }

        Assert.Equal(0, model.Loss(zeros_like(Set.Signals), Set.Positions, mask).Total.ToDouble(), 6);
        Assert.Single(Model(Small.Model with { GlobalWeight = 0 }).Loss(Set.Signals, Set.Positions, mask).Terms);
    }

    [Fact]
    public void LowRankLayersStartAsTheLayerAndLeaveItFrozen()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Linear(8, 5);
        var x = randn(3, 8, generator: new Generator(1));
        var before = layer.call(x).detach();
        var low = Seeded.Make(2, () => new LoraLinear(layer, 2));
        Assert.True(low.call(x).equal(before).all().ToBoolean());
        low.call(x).sum().backward();
        Assert.All(layer.parameters(), p => Assert.Null(p.grad));
        Assert.Equal(2, low.parameters().Count(p => p.requires_grad));
        Assert.Throws<ConfigException>(() => new LoraLinear(layer, 0));
    }

    [Fact]
    public void AProbeLeavesTheEncoderAsItIs()
    {
        var model = Model(Small.Model);
        model.eval();
        var before = model.parameters().Select(p => p.clone()).ToArray();
        Assert.Equal((6, 32), (MontageProbe.Pooled(model, Set).Rows, MontageProbe.Pooled(model, Set).Columns));
        Assert.All(model.parameters(), p => Assert.Null(p.grad));
        Assert.All(model.parameters().Zip(before), p => Assert.True(p.First.equal(p.Second).all().ToBoolean()));
    }

    [Fact]
    public void MontageBHasNoSiteOfA()
    {
        var world = ReveWorld.Draw(Small, 5);
        var grid = world.Unseen.Sites.SelectMany(b => world.Seen.Sites.Select(a => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum())));
        Assert.True(grid.Min() >= 0.015);
        Assert.True(world.Seen.Signals.abs().max().ToDouble() <= 15);
        Assert.True(world.Seen.Signals.std().ToDouble() is > 0.95 and < 1.05);
        Assert.True(world.Unseen.Signals.equal(ReveWorld.Draw(Small, 5).Unseen.Signals).all().ToBoolean());
    }

    [Fact]
    public void SameSeedSameScores()
    {
        EncoderScore Score()
        {
            var world = ReveWorld.Draw(Small, 6);
            using var model = Pretraining.New(Small.Model, 6);
            Pretraining.Run(model, world.Pretraining, Small, 6);
            return EncoderScore.Of(model, world, Small, 6);
        }

        var (first, second) = (Score(), Score());
        Assert.Equal(first with { ByChannels = [] }, second with { ByChannels = [] });
        Assert.Equal(first.ByChannels, second.ByChannels);
    }

    [Fact]
    public void BadInputIsRefused()
    {
        var model = Model(Small.Model);
        Assert.Contains("positions", Assert.Throws<ArgumentException>(() => model.call(Set.Signals, Set.Positions.narrow(1, 0, 19))).Message);
        Assert.Contains("metres", Assert.Throws<ArgumentException>(() => model.call(Set.Signals, Set.Positions * 1000)).Message);
        Assert.Contains("signals", Assert.Throws<ArgumentException>(() => model.call(Set.Signals[0], Set.Positions)).Message);
        Assert.Throws<ConfigException>(() => (Small.Model with { Overlap = 25 }).Validate());
        Assert.Throws<ConfigException>(() => ConfigJson.Read<ReveConfig>("{\"patches\": 3}"));
        var json = ConfigJson.Write(ReveConfig.Published);
        Assert.Equal(json, ConfigJson.Write(ConfigJson.Read<ReveConfig>(json)));
    }

    // 72 million for Base and about 400 million for Large stand in the documentation, without saying which parts they count
    [Fact]
    public void PublishedSizes()
    {
        static long Encoder(ReveConfig c) => c.Depth * ((4L * c.Width * c.Heads * c.HeadWidth) + (3L * c.Width * (int)(2.66 * c.Width)) + (2L * c.Width)) + c.Width;
        var small = Small.Model;
        using var model = Model(small);
        Assert.Equal(Encoder(small), model.named_parameters().Where(p => p.name.StartsWith("encoder.", StringComparison.Ordinal)).Sum(p => p.parameter.numel()));
        Assert.InRange(Encoder(ReveConfig.Published) / 72e6, 0.95, 1.0);
        Assert.InRange(Encoder(ReveConfig.Large) / 400e6, 0.95, 1.0);
        ReveConfig.Large.Validate();
    }

    [Fact]
    public void TheRealRunsAreStandardisedWindowsOfTwentySites()
    {
        if (StagedData.Folder("eegmmidb-s001") is not { } folder)
        {
            Assert.Skip("eegmmidb-s001 is not staged");
            return;
        }

        var set = MotorRecording.Load(new(folder, ""), Small, 3);
        Assert.Equal([20, 75], set.Signals.shape[1..]);
        Assert.True(set.Signals.shape[0] > 70);
        Assert.Equal(0, set.Signals.mean().ToDouble(), 2);
        Assert.Equal(set.Labels.Length, set.Signals.shape[0]);
    }

    private static ReveModel Model(ReveConfig config) => Pretraining.New(config, 1);

    private static MaskPartition Mask(ReveModel model, long seed) => new SpatialRadiusMask(model.Config.Mask).Draw(Pretraining.Grid(model, Set), 6, new SeededRandom(seed));
}
