using Engram.Modeling.Tokenizers;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Tokenizers;

public class LearnedTokenizerTests
{
    [Fact]
    public void StemsHaveTheTokensAndParametersOfTheirPapers()
    {
        using var scope = NewDisposeScope();
        var patch = new ConvolutionalStem(new() { Channels = 12, Layers = [new(192, 25, 25)] }); // ECG-JEPA
        Assert.Equal([1, 200, 192], patch.call(zeros(1, 12, 5000)).shape);
        Assert.Equal([1, 50, 192], patch.call(zeros(1, 12, 1250)).shape);
        var duIn = new ConvolutionalStem(new() { Channels = 16, Layers = [new(128, 19, 10), new(128, 3, 1), new(16, 3, 1)], Activation = false });
        Assert.Equal([2, 300, 16], duIn.call(zeros(2, 16, 3000)).shape); // 30 tokens of 10 × 16

        // without activation the stem is affine
        manual_seed(2);
        var (x, y) = (randn(1, 16, 100), randn(1, 16, 100));
        var zero = duIn.call(zeros(1, 16, 100));
        Assert.True((duIn.call(x * 2 + y * 3) - zero).allclose((duIn.call(x) - zero) * 2 + (duIn.call(y) - zero) * 3, 1e-3, 1e-4));
    }

    [Fact]
    public void EveryScaleOfAPatchHasTwoHundredNumbers()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var stem = new MultiScaleStem(new());
        var patches = randn(2, 3, 200);
        var tokens = stem.call(patches);
        Assert.Equal(4, tokens.Count);
        Assert.All(tokens, t => Assert.Equal([2, 3, 200], t.shape));
        Assert.Equal([2, 3, 400], new MultiScaleStem(new() { Pools = [2, 2] }).call(patches)[0].shape);
        Assert.True(stem.call(patches.narrow(1, 1, 1))[2].allclose(tokens[2].narrow(1, 1, 1), 1e-4, 1e-5)); // a patch by itself
    }

    [Fact]
    public void MotifTokensIgnoreTheScaleOfASignal()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var signals = TestSignals.Oscillations(8);
        var tokenizer = new MotifTokenizer(new() { Window = 40, Hop = 20, PatchGroup = 2, Width = 16, Heads = 2, FrequencyDepth = 1, TimeDepth = 1, DecoderDepth = 1, Codes = 8, Training = new() { Steps = 3 } }).Fit(signals);
        var tokens = tokenizer.Encode(signals);
        var louder = tokenizer.Encode(new(signals.Samples * 1000, signals.SamplingRate));
        Assert.True(tokens.Codes!.eq(louder.Codes!).to_type(float32).mean().ToDouble() > 0.99);
        Assert.Equal([8, 3], tokens.Scale!.shape);
        Assert.True((tokens.Scale! * 1000).allclose(louder.Scale!, 1e-4, 0));
        Assert.True(tokenizer.Encode(new(zeros(1, 1, 256), 128)).Decode().Samples.isfinite().all().ToBoolean()); // a silent channel
    }

    [Fact]
    public void RowsOfTheMotifEncoderAreIndependentAndOfNormOne()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var encoder = new MotifEncoder(new() { Window = 40, Hop = 20, PatchGroup = 2, Width = 16, Heads = 2, FrequencyDepth = 1, TimeDepth = 1, Codes = 8 });
        encoder.eval();
        var (spectrum, trace) = (rand(3, 4, 20), randn(3, 100));
        var all = encoder.call(spectrum, trace);
        Assert.True(all.norm(-1).allclose(ones(3, 4)));
        Assert.True((all.narrow(0, 1, 1) - encoder.call(spectrum.narrow(0, 1, 1), trace.narrow(0, 1, 1))).abs().max().ToDouble() < 1e-5);
        Assert.True(all.std([0L, 1]).max().ToDouble() > 0.05);
    }

    // Both masks of a trace in one call, and frames that are hidden as a whole computed once: nothing of it may show.
    [Theory]
    [InlineData(MotifPaths.Both)]
    [InlineData(MotifPaths.Spectral)]
    [InlineData(MotifPaths.Temporal)]
    public void SeveralSpectraOfATraceAreEncodedAsOneByOneAndHiddenFramesAsAnyOther(MotifPaths paths)
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var encoder = new MotifEncoder(new() { Window = 40, Hop = 20, PatchGroup = 2, Width = 16, Heads = 2, FrequencyDepth = 1, TimeDepth = 1, Codes = 8, Paths = paths });
        var (spectrum, trace) = (rand(3, 4, 20), randn(3, 100));
        var hidden = spectrum.clone();
        hidden[TensorIndex.Colon, 1] = 0;
        hidden[TensorIndex.Colon, 3] = 0;
        // a hidden frame has no variance, so that its group norms enlarge rounding: 1e-3, where vectors of other frames differ by more than 0.1
        var together = encoder.call(cat([hidden, spectrum]), trace);
        double Difference(long first, Tensor other) => (together.narrow(0, first, 3) - other).abs().max().ToDouble();
        Assert.InRange(Difference(0, encoder.call(hidden, trace)), 0, 1e-3);
        Assert.InRange(Difference(3, encoder.call(spectrum, trace)), 0, 1e-3);
        Assert.InRange(Difference(0, encoder.call(hidden.clamp_min(1e-30), trace)), 0, 1e-3); // not 0, so that each is computed
        if (paths != MotifPaths.Temporal)
            Assert.True(Difference(0, encoder.call(spectrum, trace)) > 0.1);
        Assert.Equal([3, 4, 16], encoder.call(zeros(3, 4, 20), trace).shape);
    }

    [Theory]
    [InlineData(MotifPaths.Spectral)]
    [InlineData(MotifPaths.Temporal)]
    public void APathAloneSeesNothingOfTheOther(MotifPaths paths)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var encoder = new MotifEncoder(new() { Window = 40, Hop = 20, PatchGroup = 2, Width = 16, Heads = 2, FrequencyDepth = 1, TimeDepth = 1, Codes = 8, Paths = paths });
        var (spectrum, trace) = (rand(2, 4, 20), randn(2, 100));
        var own = encoder.call(spectrum, trace);
        Assert.Equal([2, 4, 16], own.shape);
        var other = paths == MotifPaths.Spectral ? encoder.call(spectrum, trace * 2 + 1) : encoder.call(spectrum * 2, trace);
        Assert.True(own.equal(other).all().ToBoolean());
        Assert.All(encoder.named_parameters(), p => Assert.DoesNotContain(paths == MotifPaths.Spectral ? "temporal" : "frequency", p.name, StringComparison.Ordinal));
    }

    [Fact]
    public void SourcesDoNotDependOnTheOrderOrNumberOfSensors()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var signals = TestSignals.Sensors();
        var tokenizer = new SensorTokenizer(new()
        {
            Stem = new() { Channels = 1, Layers = [new(8, 8, 8)] },
            Sources = 4,
            Heads = 2,
            Quantizer = new() { Stages = 2, Stage = new() { Codes = 8, Width = 8 } },
            Training = new() { Steps = 20 },
        }).Fit(signals);
        var tokens = tokenizer.Encode(signals);
        Assert.Equal([32, 4 * 16, 2], tokens.Codes!.shape);
        var flipped = new SignalBatch(signals.Samples.flip(1), 128) { Sensors = new(signals.Sensors!.Poses.flip(0), signals.Sensors.Kinds.flip(0)) };
        Assert.True(tokenizer.Encode(flipped).Codes!.eq(tokens.Codes).to_type(float32).mean().ToDouble() > 0.999);
        Assert.True(tokenizer.Encode(flipped).Decode().Samples.flip(1).allclose(tokens.Decode().Samples, 1e-2, 1e-7));
        var fewer = new SignalBatch(signals.Samples.narrow(1, 0, 5), 128) { Sensors = new(signals.Sensors.Poses.narrow(0, 0, 5), signals.Sensors.Kinds.narrow(0, 0, 5)) };
        var some = tokenizer.Encode(fewer);
        Assert.Equal([32, 64, 2], some.Codes!.shape);
        Assert.Equal(8, (some with { Sensors = signals.Sensors }).Decode().Channels); // sensors that were not recorded
    }

    [Fact]
    public void AStepOfStageTwoNeverReachesTheTokenizer()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var signals = TestSignals.Oscillations(8);
        var tokenizer = new ConvolutionalTokenizer(new() { Stem = new() { Channels = 1, Layers = [new(8, 8, 8)] }, Quantizer = new() { Codes = 8, Width = 8 }, Training = new() { Steps = 3 } }).Fit(signals);
        Assert.False(tokenizer.Encode(signals).Features.requires_grad);
        Assert.True(tokenizer.call(signals).Features.requires_grad);
    }
}
