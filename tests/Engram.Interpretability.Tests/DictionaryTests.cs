using Engram.Interpretability.Circuits;
using Engram.Interpretability.Dictionaries;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Tests;

/// <summary>The checks of the transcoders sheet that concern a single dictionary.</summary>
public class DictionaryTests
{
    private static SparseDictionary Dictionary(int active = 0, double l1 = 0)
    {
        manual_seed(3);
        return new(new() { InputSize = 6, OutputSize = 5, Width = 12, ActiveFeatures = active, L1 = l1 });
    }

    // Check 1: with the weights of a ReLU layer itself the error is zero.
    [Fact]
    public void ATranscoderWithTheLayersOwnWeightsIsExact()
    {
        var transcoder = Dictionary();
        var (read, write, bias) = (randn(6, 12), nn.functional.normalize(randn(12, 5)), randn(12));
        using (no_grad())
        {
            transcoder.Encoder.copy_(read);
            transcoder.Decoder.copy_(write);
            transcoder.EncoderBias.copy_(bias);
        }

        var x = randn(20, 6);
        var expected = matmul(nn.functional.relu(matmul(x, read) + bias), write);
        Assert.True(transcoder.call(x).Output.allclose(expected, 1e-5, 1e-5));
    }

    // Check 2: Σ z_i (f_dec_i · v) + b_out · v = v · TC(x).
    [Fact]
    public void FeatureContributionsAddUpToTheReading()
    {
        var transcoder = Dictionary(active: 3);
        using (no_grad())
            transcoder.OutputBias.copy_(randn(5));
        var (x, v) = (randn(1, 6), randn(5));
        var (output, codes) = transcoder.call(x);
        Assert.True(codes.gt(0).sum().ToInt32() <= 3);
        var parts = (codes[0] * matmul(transcoder.Decoder, v)).sum() + transcoder.OutputBias.dot(v);
        Assert.Equal(output[0].dot(v).ToDouble(), parts.ToDouble(), 5);
    }

    // Check 4.
    [Fact]
    public void TheNormConstantScalesTheReading()
    {
        var (v, x) = (randn(8), randn(8));
        var normed = nn.functional.layer_norm(x, [8]);
        Assert.Equal(v.dot(normed).ToDouble(), LayerNormConstant.Of(v, x, normed) * v.dot(x).ToDouble(), 5);
        Assert.Equal(0, LayerNormConstant.Of(zeros(8), x, normed));
    }

    // Check 5.
    [Fact]
    public void DecoderRowsKeepNormOneAndTheirGradientIsOrthogonal()
    {
        var dictionary = Dictionary(l1: 0.01);
        var optimizer = optim.Adam(dictionary.parameters(), 0.05);
        var (x, y) = (randn(64, 6), randn(64, 5));
        var (output, codes) = dictionary.call(x);
        ((output - y).square().mean() + codes.sum() * 0.01).backward();
        dictionary.ProjectDecoderGradient();
        Assert.True((dictionary.Decoder.grad! * dictionary.Decoder).sum([1L]).abs().max().ToDouble() < 1e-6);
        optimizer.step();
        dictionary.NormaliseDecoder();
        Assert.True((dictionary.Decoder.norm(1) - 1).abs().max().ToDouble() < 1e-6);
    }

    // Check 6: under a very large λ₁ nothing is active and the output is the mean target.
    [Fact]
    public void AnOverwhelmingPenaltyLeavesTheMean()
    {
        manual_seed(5);
        var dictionary = new SparseDictionary(new() { InputSize = 6, OutputSize = 5, Width = 12, L1 = 100 });
        var x = randn(512, 6);
        var y = matmul(x, randn(6, 5)) + 2;
        new DictionaryTrainer { Steps = 400, LearningRate = 0.02, DeadWindow = 0 }.Train(dictionary, () => (x, y));
        var (output, codes) = dictionary.call(x);
        Assert.Equal(0, DictionaryMetrics.L0(codes), 0.05);
        Assert.Equal(1, DictionaryMetrics.FractionVarianceUnexplained(output, y), 0.05);
    }

    [Fact]
    public void EqualSeedsTrainToEqualBits()
    {
        Tensor Train()
        {
            manual_seed(8);
            var dictionary = new SparseDictionary(new() { InputSize = 6, OutputSize = 6, Width = 16, ActiveFeatures = 3 });
            new DictionaryTrainer { Steps = 30, DeadWindow = 5 }.Train(dictionary, () =>
            {
                var x = randn(32, 6);
                return (x, x);
            });
            return dictionary.Encoder;
        }

        Assert.True(Train().Equals(Train()));
    }
}
