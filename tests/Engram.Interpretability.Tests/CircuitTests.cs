using Engram.Interpretability.Circuits;
using Engram.Interpretability.Dictionaries;
using Engram.Interpretability.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Tests;

/// <summary>The checks of the transcoders sheet that concern a whole model, on a random one: they must hold for any weights.</summary>
public class CircuitTests
{
    private readonly LlamaModel model;
    private readonly LlamaTrace trace = new();
    private readonly DirectAttribution attribution;

    public CircuitTests()
    {
        manual_seed(21);
        var config = new LlamaConfig(16, 24, 3, 4, 2, 10, 12);
        LlamaLayer Layer() => new(rand(16) + 0.5, randn(16, 16) * 0.3, randn(8, 16) * 0.3, randn(8, 16) * 0.3, randn(16, 16) * 0.3, rand(16) + 0.5, randn(24, 16) * 0.3, randn(16, 24) * 0.3, randn(24, 16) * 0.3);
        model = new(config, randn(10, 16), [Layer(), Layer(), Layer()], rand(16) + 0.5, randn(10, 16));
        model.Forward([1, 4, 2, 7, 7], trace: trace);
        attribution = new(model, trace, [.. Enumerable.Range(0, 3).Select(_ => new SparseDictionary(new() { InputSize = 16, OutputSize = 16, Width = 20 }))]);
    }

    // Checks 3 and 8 together: heads, features, biases, errors and the embedding add up to the residual stream's reading.
    [Theory]
    [InlineData(3, false)]
    [InlineData(2, true)]
    [InlineData(0, true)]
    public void ContributionsAddUpToTheResidualStream(int layer, bool isAfterAttention)
    {
        var v = randn(16);
        var stream = layer == 3 ? trace.Final : isAfterAttention ? trace.Layers[layer].Middle : trace.Layers[layer].Before;
        Assert.Equal(stream[3].dot(v).ToDouble(), attribution.Split(v, layer, isAfterAttention, 3).Sum(c => c.Value), 3);
    }

    // What a feature node passes on is its pre-activation without the bias, on the root's scale.
    [Fact]
    public void AFeaturesOwnVectorReadsItsPreActivation()
    {
        var v = randn(16);
        var feature = attribution.Split(v, 3, false, 3).First(c => c.Node.Kind == AttributionKind.Feature);
        var below = attribution.Split(feature.Next!, feature.NextLayer, feature.IsNextAfterAttention, feature.NextPosition).Sum(c => c.Value);
        Assert.Equal(feature.Value, below, 3); // the encoder biases are zero here
    }

    // A head's vector, read at its source token, gives the head's contribution.
    [Fact]
    public void AHeadsOwnVectorReadsItsContribution()
    {
        var v = randn(16);
        foreach (var head in attribution.Split(v, 2, false, 4).Where(c => c.Node.Kind == AttributionKind.Head && Math.Abs(c.Value) > 0.05).Take(5))
            Assert.Equal(head.Value, trace.Layers[head.Node.Layer].Before[head.NextPosition].dot(head.Next!).ToDouble(), 3);
    }

    // Check 7: with the residual stream equal to the embedding, the attribution of the embedding is the de-embedding score.
    [Fact]
    public void TheEmbeddingsShareIsTheDeEmbeddingScore()
    {
        var encoder = randn(16);
        var share = attribution.Split(encoder, 0, false, 2).Single(c => c.Node.Kind == AttributionKind.Embedding).Value;
        Assert.Equal(model.Embedding[2].dot(encoder).ToDouble(), share, 4);
    }

    [Fact]
    public void WhatTheSearchKeepsAndPrunesMakesUpTheRoot()
    {
        var v = randn(16);
        var (edges, kept, pruned) = new GreedyPathSearch { IncludesFirstToken = true }.Find(attribution, v, 3, 4);
        Assert.Equal(trace.Final[4].dot(v).ToDouble(), kept + pruned, 3);
        Assert.Equal(kept, edges.Where(e => e.To.Kind == AttributionKind.Root).Sum(e => e.Weight), 4);
        Assert.True(edges.Count > 4);
    }

    [Fact]
    public void ReplacingAnMlpByItselfChangesNothing()
    {
        var a = model.Forward([1, 4, 2]);
        var b = model.Forward([1, 4, 2], (_, _, output) => output);
        Assert.True(a.Equals(b));
        Assert.False(a.allclose(model.Forward([1, 4, 2], (layer, _, output) => layer == 1 ? output * 0 : output)));
    }
}
