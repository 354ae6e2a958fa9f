using Engram.Interpretability.Dictionaries;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Tests;

/// <summary>The kernels of wide dictionaries against the same sums over all features.</summary>
public class SparseKernelTests
{
    private static SparseDictionary Wide(int active, long width = 1100, long input = 150, long output = 131)
    {
        manual_seed(4);
        var dictionary = new SparseDictionary(new() { InputSize = input, OutputSize = output, Width = width, ActiveFeatures = active });
        using (no_grad())
        {
            dictionary.EncoderBias.copy_(randn(width) * 0.1);
            dictionary.InputBias.copy_(randn(input) * 0.1);
            dictionary.OutputBias.copy_(randn(output) * 0.1);
        }

        return dictionary;
    }

    // relu, topk, scatter and a dense product, on the dictionary's own weights
    private static (Tensor Output, Tensor Codes) Dense(SparseDictionary dictionary, Tensor input)
    {
        var activations = nn.functional.relu(matmul(input - dictionary.InputBias, dictionary.Encoder) + dictionary.EncoderBias);
        var (values, indices) = activations.topk(dictionary.Config.ActiveFeatures, -1);
        var codes = zeros_like(activations).scatter(-1, indices, values);
        return (matmul(codes, dictionary.Decoder) + dictionary.OutputBias, codes);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(32, 77)]
    [InlineData(1100, 5)]
    public void OutputAndGradientsAreThoseOfTheDenseWay(int active, int batch)
    {
        using var scope = NewDisposeScope();
        var dictionary = Wide(active);
        var (input, target) = (randn(batch, 150).requires_grad_(), randn(batch, 131));
        Assert.True(dictionary.HasKernel(input));
        Tensor[] parameters = [dictionary.Encoder, dictionary.EncoderBias, dictionary.Decoder, dictionary.InputBias, dictionary.OutputBias, input];
        Tensor[] Gradients(Tensor output, Tensor codes)
        {
            foreach (var parameter in parameters)
                parameter.grad = null;
            ((output - target).square().sum() + (codes.square().sum() * 0.3)).backward();
            return Array.ConvertAll(parameters, p => p.grad!.clone());
        }

        var (output, codes) = dictionary.call(input);
        var (expected, dense) = Dense(dictionary, input);
        Assert.True(codes.gt(0).equal(dense.gt(0)).all().ToBoolean());
        Assert.True(codes.allclose(dense, 1e-5, 1e-5));
        Assert.True(output.allclose(expected, 1e-4, 1e-4));
        var (ours, theirs) = (Gradients(output, codes), Gradients(expected, dense));
        for (var i = 0; i < ours.Length; i++)
            Assert.True((ours[i] - theirs[i]).abs().max().ToDouble() < 1e-5 * theirs[i].abs().max().ToDouble(), $"gradient {i}");
    }

    [Fact]
    public void FeaturesComeInOrderAndZerosFillUp()
    {
        using var scope = NewDisposeScope();
        var dictionary = Wide(4);
        using (no_grad())
        {
            dictionary.Encoder.zero_();
            dictionary.InputBias.zero_();
            dictionary.EncoderBias.fill_(-1);
            dictionary.EncoderBias[900] = 3;
            dictionary.EncoderBias[1] = 2;
        }

        var active = dictionary.Activate(zeros(1, 150));
        Assert.Equal([1, 900, 0, 2], active.Indices.data<long>().ToArray());
        Assert.Equal([2, 3, 0, 0], active.Values.data<float>().ToArray());
    }

    [Fact]
    public void OfEqualActivationsTheFirstFeaturesAreTaken()
    {
        using var scope = NewDisposeScope();
        var dictionary = Wide(3);
        using (no_grad())
        {
            dictionary.Encoder.zero_();
            dictionary.EncoderBias.fill_(1);
            dictionary.EncoderBias[77] = 2;
        }

        Assert.Equal([0, 1, 77], dictionary.Activate(zeros(1, 150)).Indices.data<long>().ToArray());
    }

    [Fact]
    public void WhatIsNoNumberStaysVisible()
    {
        using var scope = NewDisposeScope();
        var dictionary = Wide(3);
        var input = zeros(2, 150);
        input[0, 5] = double.NaN;
        Assert.True(dictionary.call(input).Output.isnan().any(1).equal(tensor(new[] { true, false })).all().ToBoolean());
    }

    [Fact]
    public void EqualSeedsTrainToEqualBitsAndTheLossFalls()
    {
        (Tensor Encoder, IReadOnlyList<double> Losses) Train()
        {
            var dictionary = Wide(8, 1024, 20, 20);
            var planted = nn.functional.normalize(randn(30, 20));
            var losses = new DictionaryTrainer { Steps = 60, DeadWindow = 20 }.Train(dictionary, () =>
            {
                var x = matmul(rand(256, 30) * rand(256, 30).lt(0.1), planted);
                return (x, x);
            });
            return (dictionary.Encoder, losses);
        }

        var (first, second) = (Train(), Train());
        Assert.True(first.Encoder.Equals(second.Encoder));
        Assert.True(first.Losses[^1] < 0.3 * first.Losses[0], $"from {first.Losses[0]} to {first.Losses[^1]}");
    }

    [Fact]
    public void WithoutAFixedNumberOfFeaturesThereIsNothingToPick() =>
        Assert.Contains("ActiveFeatures", Assert.Throws<InvalidOperationException>(() => Wide(0).Activate(zeros(1, 150))).Message, StringComparison.Ordinal);
}
