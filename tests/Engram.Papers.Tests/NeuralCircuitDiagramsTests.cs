using Engram.Interpretability.Diagrams.Terms;
using Engram.Papers.NeuralCircuitDiagrams;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Tests;

/// <summary>Checks 5 to 7 of the neural-circuit-diagrams sheet, and random terms.</summary>
public class NeuralCircuitDiagramsTests
{
    // Check 5
    [Fact]
    public void AttentionIsANormalisedMixtureThatKnowsNoOrderOfKeys()
    {
        using var generator = new Generator(1);
        var attention = StandardTerms.Attention(5, 7, 3, 2);
        var (q, k, v) = (Draw(generator, 5, 3, 2), Draw(generator, 7, 3, 2), Draw(generator, 7, 3, 2));
        var p = StandardTerms.Patterns(5, 7, 3, 2).Call(q, k)[0];
        Assert.True((p.sum([1L]) - 1).abs().max().ToDouble() < 1e-12);
        var output = attention.Call(q, k, v)[0];
        var (keys, queries) = (randperm(7, generator: generator), randperm(5, generator: generator));
        Assert.True(attention.Call(q, k.index_select(0, keys), v.index_select(0, keys))[0].allclose(output));
        Assert.True(attention.Call(q.index_select(0, queries), k, v)[0].allclose(output.index_select(0, queries)));
        var library = nn.functional.scaled_dot_product_attention(q.permute(2, 0, 1), k.permute(2, 0, 1), v.permute(2, 0, 1)).permute(1, 2, 0);
        Assert.True(output.allclose(library, 1e-6, 1e-8));
    }

    // Check 6
    [Fact]
    public void CostsAreCountedOnTheDiagram()
    {
        var (y, x, k, h) = (20, 22, 16, 4);
        var scores = new Einsum([StandardTerms.Type(("y", y), ("k", k), ("h", h)), StandardTerms.Type(("x", x), ("k", k), ("h", h))], StandardTerms.Type(("y", y), ("x", x), ("h", h)));
        Assert.Equal(2.0 * y * x * k * h, scores.Operations);
        Assert.Equal((2 * 2.0 * y * x * k * h) + (4 * y * x * h), StandardTerms.Attention(y, x, k, h).Operations);
        // the largest cut is the input: y x h beside V is smaller at these sizes
        Assert.Equal((y * k * h) + (2.0 * x * k * h), StandardTerms.Attention(y, x, k, h).PeakMemory);
        Assert.True(StandardTerms.Attention(400, 400, 8, 4).PeakMemory >= 400 * 400 * 4);
        Assert.Equal(5 * scores.Operations, new Broadcast(scores, new("b", 5)).Operations);
    }

    // Check 7
    [Fact]
    public void BackwardAttentionIsAutograd()
    {
        using var generator = new Generator(2);
        var attention = StandardTerms.Attention(5, 7, 3, 2);
        Assert.True(TermStudy.BackwardError(attention, TermStudy.Inputs(attention.Domain, generator, ScalarType.Float64), generator) < 1e-10);
        // an axis that is only summed: its gradient spreads
        var sum = new Einsum([StandardTerms.Type(("a", 3), ("b", 4))], StandardTerms.Type(("b", 4)));
        Assert.True(TermStudy.BackwardError(sum, TermStudy.Inputs(sum.Domain, generator, ScalarType.Float64), generator) < 1e-12);
        var shared = new Broadcast(new Einsum([StandardTerms.Type(("a", 3)), StandardTerms.Type(("a", 3))], new ArrayType()), new("c", 4), 0);
        Assert.True(TermStudy.BackwardError(shared, TermStudy.Inputs(shared.Domain, generator, ScalarType.Float64), generator) < 1e-12);
    }

    [Fact]
    public void StepByStepAndAtOnceAreTheSameProduct()
    {
        using var generator = new Generator(3);
        var steps = StandardTerms.ScoresStepByStep(4, 5, 3, 2);
        var (q, k) = (randn([4, 3, 2], generator: generator), randn([5, 3, 2], generator: generator));
        Assert.True(steps.Call(q, k)[0].allclose(einsum("ykh,xkh->yxh", q, k), 1e-4, 1e-5));
    }

    [Fact]
    public void RandomTermsComputeWhatTheyDefine()
    {
        var study = TermStudy.Run(new() { Terms = 60 }, 11);
        Assert.Equal((1, 1, 1), (study.Agree, study.GradientsAgree, study.Refused));
        Assert.InRange(study.RefusedByTensors, 0.3, 0.7);
        Assert.True(study.LargestError < 1e-5);
        Assert.Equal(study, TermStudy.Run(new() { Terms = 60 }, 11));
    }

    // A wrong definition must not pass: softmax over the other axis.
    [Fact]
    public void TheComparisonWithLoopsCatchesAWrongAxis()
    {
        using var generator = new Generator(4);
        var type = StandardTerms.Type(("a", 3), ("b", 4));
        var x = randn([3, 4], dtype: ScalarType.Float64, generator: generator);
        Assert.True(TermStudy.LoopError(new Softmax(type, "a"), [x]) < 1e-12);
        var wrong = new Softmax(type, "b").Loop([x.data<double>().ToArray()])[0];
        Assert.False(new Softmax(type, "a").Call(x)[0].reshape(-1).allclose(tensor(wrong), 1e-2, 1e-2));
    }

    private static Tensor Draw(Generator generator, params long[] sizes) => randn(sizes, dtype: ScalarType.Float64, generator: generator);
}
