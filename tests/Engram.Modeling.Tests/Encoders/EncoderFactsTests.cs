using Engram.Modeling.Encoders;
using Engram.Modeling.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Encoders;

/// <summary>Laws of single encoders, and parameter counts that were published.</summary>
public class EncoderFactsTests
{
    [Fact]
    public void AFullSubsetInAnyOrderIsTheWholeAndAPartSeesNothingElse()
    {
        using var scope = NewDisposeScope();
        using var transformer = Double(new TokenTransformer(new() { Width = 8, Depth = 2, Heads = 2, RegisterTokens = 1 }));
        using var _ = no_grad();
        var x = Noise(2, 5, 8);
        var order = tensor(new long[] { 3, 1, 4, 0, 2, 0, 1, 2, 3, 4 }).reshape(2, 5);
        EncoderBattery.Close(TokenTransformer.Select(transformer.Encode(x).Tokens, order), transformer.Encode(x, subset: order).Tokens, "order of tokens");
        var some = tensor(new long[] { 3, 1, 4, 0 }).reshape(2, 2);
        var changed = x.clone();
        changed[0, 0] += 5;
        changed[1, 2] += 5;
        EncoderBattery.Close(transformer.Encode(x, subset: some).Tokens, transformer.Encode(changed, subset: some).Tokens, "hidden tokens");
    }

    [Fact]
    public void AttentionAndLayersComeOnRequest()
    {
        using var scope = NewDisposeScope();
        using var transformer = Double(new TokenTransformer(new() { Width = 8, Depth = 3, Heads = 2, ClassToken = true, RegisterTokens = 2, FinalNorm = false }));
        var x = Noise(2, 5, 8);
        var plain = transformer.Encode(x);
        Assert.Empty(plain.Attention);
        Assert.Empty(plain.Layers);
        var full = transformer.Encode(x, keepAttention: true, keepLayers: true);
        Assert.Equal([3, 4], [full.Attention.Count, full.Layers.Count]);
        Assert.All(full.Attention, a => Assert.Equal([2, 2, 8, 8], a.shape));
        Assert.All(full.Attention, a => EncoderBattery.Close(ones(2, 2, 8, dtype: ScalarType.Float64), a.sum(-1), "rows of weights"));
        EncoderBattery.Close(x, full.Layers[0], "the first layer is the input");
        EncoderBattery.Close(full.Tokens, full.Layers[3], "the last layer is the output");
        EncoderBattery.Close(plain.Tokens, full.Tokens, "keeping weights changes nothing");
    }

    [Fact]
    public void RotaryTurnsTokensButNotThePrefix()
    {
        using var scope = NewDisposeScope();
        using var transformer = Double(new TokenTransformer(new() { Width = 8, Depth = 1, Heads = 2, ClassToken = true }));
        List<long> seen = [];
        transformer.Encode(Noise(2, 5, 8), rotary: q =>
        {
            seen.Add(q.shape[2]);
            return q;
        });
        Assert.Equal([5, 5], seen);

        // A rotation by one angle for all leaves the products of queries and keys as they are; one that differs by token does not.
        using var bare = Double(new TokenTransformer(new() { Width = 8, Depth = 1, Heads = 2 }));
        var x = Noise(2, 5, 8);
        EncoderBattery.Close(bare.Encode(x).Tokens, bare.Encode(x, rotary: q => Turn(q, full([5, 1], 0.7, dtype: ScalarType.Float64))).Tokens, "common angle");
        var turned = bare.Encode(x, rotary: q => Turn(q, arange(5, dtype: ScalarType.Float64).unsqueeze(1))).Tokens;
        Assert.True((turned - bare.Encode(x).Tokens).abs().max().ToDouble() > 1e-3);

        static Tensor Turn(Tensor q, Tensor angle)
        {
            var parts = q.chunk(2, -1);
            return cat([(parts[0] * angle.cos()) - (parts[1] * angle.sin()), (parts[0] * angle.sin()) + (parts[1] * angle.cos())], -1);
        }
    }

    [Fact]
    public void StateSpaceStepsGiveTheConvolution()
    {
        using var scope = NewDisposeScope();
        using var layer = Double(new S4dLayer(3, 5));
        var x = Noise(2, 40, 3);
        var whole = layer.call(x);
        var state = layer.InitialState(2);
        List<Tensor> outputs = [];
        for (var t = 0; t < 40; t++)
        {
            (var y, state) = layer.Step(state, x.select(1, t));
            outputs.Add(y);
        }

        EncoderBattery.Close(whole, stack(outputs, 1), "convolution and recurrence", 1e-8);
        using var both = Double(new S4dLayer(3, 5, bidirectional: true));
        Assert.Throws<InvalidOperationException>(() => both.Step(both.InitialState(2), x.select(1, 0)));
    }

    [Fact]
    public void OneRealStateDecaysGeometrically()
    {
        // N = 1: A = -1/2, K[l] = 2 C (e^{-Δ/2} - 1)/(-1/2) e^{-lΔ/2}.
        using var scope = NewDisposeScope();
        using var layer = Double(new S4dLayer(1, 1, shortestStep: 0.1, longestStep: 0.1));
        var kernel = layer.Kernel(10).reshape(-1).data<double>().ToArray();
        var c = layer.get_parameter("output")![0, 0, 0].ToDouble();
        var step = Math.Exp(layer.get_parameter("log_step")![0].ToDouble());
        for (var l = 0; l < 10; l++)
            Assert.Equal(4 * c * (1 - Math.Exp(-step / 2)) * Math.Exp(-l * step / 2), kernel[l], 1e-6);
    }

    [Fact]
    public void EqualKernelsCommuteWithTimeReversal()
    {
        using var scope = NewDisposeScope();
        using var layer = Double(new S4dLayer(3, 5, bidirectional: true));
        using (no_grad())
            layer.get_parameter("backward_output")!.copy_(layer.get_parameter("output")!);
        var x = Noise(2, 12, 3);
        EncoderBattery.Close(layer.call(x).flip(1), layer.call(x.flip(1)), "time reversal");
    }

    [Fact]
    public void PoolingWithEqualScoresIsTheMean()
    {
        using var scope = NewDisposeScope();
        using var pooling = Double(new AttentionPooling(new() { Width = 4 }));
        using (no_grad())
            pooling.get_parameter("queries")!.zero_();
        var x = Noise(2, 5, 4);
        var (pooled, weights) = pooling.Pool(x, keepWeights: true);
        EncoderBattery.Close(x.mean([1], keepdim: true), pooled, "mean");
        EncoderBattery.Close(full([2, 1, 1, 5], 0.2, dtype: ScalarType.Float64), weights!, "weights");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void PoolingDoesNotSeePadding(int? heads)
    {
        using var scope = NewDisposeScope();
        using var pooling = Double(new AttentionPooling(new() { Width = 4, Heads = heads }));
        var x = Noise(1, 3, 4);
        var padded = cat([x, Noise(1, 2, 4) * 9], 1);
        EncoderBattery.Close(pooling.call(x), pooling.Pool(padded, tensor(new[] { false, false, false, true, true }).reshape(1, 5)).Pooled, "padding");
        Assert.True((pooling.call(x) - pooling.call(padded)).abs().max().ToDouble() > 1e-3);
    }

    [Fact]
    public void PaddingBeforeARealTokenIsRefusedByARecurrentEncoder()
    {
        using var encoder = new RecurrentEncoder(new() { InputWidth = 3, HiddenWidth = 4, Bidirectional = true });
        Assert.Contains("only after", Assert.Throws<ArgumentException>(() => encoder.Encode(rand(1, 3, 3), tensor(new[] { true, false, false }).reshape(1, 3))).Message);
    }

    [Fact]
    public void ASeedGivesTheSameWeightsAndLeavesTheSharedGenerator()
    {
        manual_seed(4);
        using var expected = rand(2);
        manual_seed(4);
        using var a = Seeded.Make(9, () => new AttentionPooling(new() { Width = 4, Heads = 2 }));
        using var b = Seeded.Make(9, () => new AttentionPooling(new() { Width = 4, Heads = 2 }));
        foreach (var (x, y) in a.parameters().Zip(b.parameters()))
            Assert.True(x.equal(y).all().ToBoolean());
        using var actual = rand(2);
        Assert.True(expected.equal(actual).all().ToBoolean());
    }

    // ECG-JEPA: convolution 12 → D of 25 samples and a pre-norm transformer with one register token, no biases; millions of parameters.
    [Theory]
    [InlineData(192, 8, 4, 3.6)]
    [InlineData(384, 8, 6, 14.3)]
    [InlineData(768, 12, 12, 85.2)]
    public void EcgJepaCountsAreThePublishedOnes(int width, int depth, int heads, double millions)
    {
        using var scope = NewDisposeScope();
        using var transformer = new TokenTransformer(new() { Width = width, Depth = depth, Heads = heads, Bias = false, NormEpsilon = 1e-6, RegisterTokens = 1 });
        var block = (12L * width * width) + (2 * width);
        Assert.Equal((depth * block) + width + width, Count(transformer));
        Assert.Equal(millions, (Count(transformer) + (12 * 25 * width)) / 1e6, 0.06);
    }

    // RBTransformer, 14 electrodes and two classes: about 0.66 million with its embeddings and head.
    [Fact]
    public void RbTransformerCountIsThePublishedOne()
    {
        using var scope = NewDisposeScope();
        using var transformer = new TokenTransformer(new() { Width = 128, Depth = 4, Heads = 6, HeadWidth = 32, FeedForwardWidth = 128, ProjectionBias = false, FinalNorm = false });
        const long embedding = (4 * 128) + 128 + (14 * 128);
        const long head = (2 * 128) + (128 * 256) + 256 + (256 * 256) + 256 + (256 * 128) + 128 + (128 * 2) + 2;
        Assert.Equal(0.66, (Count(transformer) + embedding + head) / 1e6, 0.01);
    }

    // EEGNet-8,2 at 128 Hz with a linear head, table of the paper: P300 (64 electrodes, 1 s, 2 classes), MRCP (1.5 s), SMR (22 electrodes, 2 s, 4 classes, kernel of 32).
    [Theory]
    [InlineData(64, 128, 2, 64, 2258)]
    [InlineData(64, 192, 2, 64, 2322)]
    [InlineData(22, 256, 4, 32, 1716)]
    public void EegNetCountsAreThePublishedOnes(int channels, int samples, int classes, int kernel, long published)
    {
        using var scope = NewDisposeScope();
        using var network = new EegNet(new() { Channels = channels, TemporalKernel = kernel });
        var features = network.call(rand(1, channels, samples)).numel();
        Assert.Equal(published, Count(network) + (features * classes) + classes);
    }

    // WearECG: 12 × 5000 to 8 × 625 (mean and log-variance of 4), and back.
    [Fact]
    public void WearEcgShapesAreThePublishedOnes()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var config = new ConvolutionalAutoencoderConfig { Dimensions = 1, SignalChannels = 12, Widths = [8, 16, 32, 32], EncoderChannels = 8, LatentChannels = 4, Groups = 8 };
        using var encoder = new ConvolutionalEncoder(config);
        using var decoder = new Modeling.Decoders.ConvolutionalDecoder(config);
        var latent = encoder.call(rand(1, 12, 5000));
        Assert.Equal([1, 8, 625], latent.shape);
        Assert.Equal([1, 12, 5000], decoder.call(latent.narrow(1, 0, 4)).shape);
        Assert.Contains("multiples of 8", Assert.Throws<ArgumentException>(() => encoder.call(rand(1, 12, 5001))).Message);
    }

    // hvEEGNet: cells without the first pool give 16 × 1 × 100 from 22 × 1000.
    [Fact]
    public void HvEegNetShapesAreThePublishedOnes()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var config = new EegNetConfig { Channels = 22, TemporalKernel = 128, SeparableKernel = 32, FirstPool = 1, SecondPool = 10 };
        using var encoder = new EegNet(config);
        using var decoder = new Modeling.Decoders.EegNetDecoder(config);
        var latent = encoder.call(rand(1, 22, 1000));
        Assert.Equal([1, 16, 100], latent.shape);
        Assert.Equal([1, 22, 1000], decoder.call(latent).shape);
    }

    private static T Double<T>(T module)
        where T : nn.Module
    {
        module.to(ScalarType.Float64);
        return module;
    }

    private static Tensor Noise(params long[] shape)
    {
        using var generator = new Generator(8);
        return randn(shape, dtype: ScalarType.Float64, generator: generator);
    }

    private static long Count(nn.Module module) => module.parameters().Sum(p => p.numel());
}
