using Engram.Interpretability.Dictionaries;
using Engram.Papers.SaeCircuits;
using Engram.Probes.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Tests;

/// <summary>The sae-circuits worlds are what they say; the checks of the blocks are in Engram.Interpretability.Tests and Engram.Probes.Tests.</summary>
public class SaeCircuitsTests
{
    private static readonly SaeCircuitsConfig Small = new() { Examples = 40, Width = 50, Epochs = 60, ModelSteps = 20, Prompts = 30, ExampleSweep = [10], WidthSweep = [50], L1Sweep = [0.02] };

    // Circuit heads differ between the classes in their prototypes, not in the mean of them; other heads in nothing.
    [Fact]
    public void TaskPrototypesHaveTheMeanOfTheBackground()
    {
        var config = Small with { Examples = 4000, Noise = 0 };
        using var generator = new Generator(1);
        var heads = PlantedHeads.WithTaskPrototypes(config, generator);
        Assert.Equal([.. Enumerable.Repeat(1, 6), .. Enumerable.Repeat(0, 18)], heads.Truth);
        for (var head = 0; head < config.Heads; head++)
        {
            var (with, without) = (Distinct(heads.Positives.select(1, head)), Distinct(heads.Negatives.select(1, head)));
            Assert.Equal((4, 4), (with.Count, without.Count));
            Assert.Equal(head < 6 ? 0 : 4, with.Intersect(without).Count());
        }

        // the mean over prototypes, not over the draws, is equal
        var prototypes = (Tensor t) => unique(t.select(1, 0), dim: 0).Item1.mean([0L]);
        Assert.True(prototypes(heads.Positives).allclose(prototypes(heads.Negatives), 1e-4, 1e-4));
    }

    [Fact]
    public void LinkedHeadsAgreeInPositivesAndNeverInNegatives()
    {
        var config = Small with { Noise = 0, Dimension = 3 };
        using var generator = new Generator(2);
        var heads = PlantedHeads.WithLinks(config, generator);
        var (first, second) = (Indices(heads, 2), Indices(heads, 3));
        // which prototype of one goes with which of the other, in positives, is one to one; in negatives it is never that one
        var links = first.Positives.Zip(second.Positives).Distinct().ToDictionary(p => p.First, p => p.Second);
        Assert.Equal(4, links.Count);
        Assert.All(first.Negatives.Zip(second.Negatives), p => Assert.NotEqual(links[p.First], p.Second));
        Assert.Equal(first.Positives.Distinct().Order(), first.Negatives.Distinct().Order());
    }

    [Fact]
    public void EqualClassesGiveNoScoreAndAnAreaOfAHalf()
    {
        using var generator = new Generator(3);
        var heads = PlantedHeads.WithTaskPrototypes(Small, generator);
        var scores = HeadScores.Of(heads.Positives, heads.Positives, Small, 1);
        Assert.All([.. scores.Nodes, .. scores.Untrained, .. scores.MeanDifference, .. scores.Pairs.Cast<double>()], s => Assert.Equal(0, s));
        Assert.Equal(0.5, RocAuc.Of(scores.Nodes, heads.Truth));
        Assert.Equal(0.5, RocAuc.Of(scores.OfPairs, heads.Truth));
    }

    [Fact]
    public void PromptsDifferFromTheirCorruptionsInTheOrderAfterTheFirstSegmentAlone()
    {
        using var generator = new Generator(4);
        var (tokens, isRepeat) = InductionTask.Repeated(50, generator);
        var corrupted = InductionTask.Corrupted(tokens, isRepeat, generator);
        Assert.True(tokens.sort(1).Item1.eq(corrupted.sort(1).Item1).all().ToBoolean());
        Assert.Equal(0, ((tokens - corrupted) * (1 - isRepeat)).abs().sum().ToDouble());
        Assert.True(tokens.ne(corrupted).to_type(ScalarType.Float32).sum().ToDouble() > 0.7 * isRepeat.sum().ToDouble());
        for (var row = 0; row < 50; row++)
        {
            var period = (int)(InductionTask.Length - isRepeat[row].sum().ToDouble());
            Assert.InRange(period, 8, 16);
            Assert.True(tokens[row].narrow(0, period, 32 - period).eq(tokens[row].narrow(0, 0, 32 - period)).all().ToBoolean());
        }

        // a model that knows nothing scores log 32 on the tokens that could be told, and no margin
        Assert.Equal(Math.Log(32), InductionTask.Loss(zeros(50, 32, 32), tokens, isRepeat).ToDouble(), 4);
        Assert.Equal(0, InductionTask.NegativeMargin(zeros(50, 32, 32), tokens, isRepeat).ToDouble(), 6);
    }

    [Fact]
    public void RunsSideBySideGiveTheSameBitsAsOneAfterAnother()
    {
        var together = SaeCircuitsReproduction.Linked(Small with { Worlds = 1 }, 2);
        Assert.Equal(LinkedResult.Run(Small, 401).Scores, together[1].Scores);
        Assert.NotEqual(together[0].Scores, together[1].Scores);
        Assert.Equal(InductionResult.Run(Small, 9).MarginRises, InductionResult.Run(Small, 9).MarginRises);
    }

    // Otherwise an encoder that was never trained would hold the prototypes of the world with its seed.
    [Fact]
    public void WeightsAreNotDrawnFromTheStreamOfTheData()
    {
        using var generator = new Generator(7);
        var heads = PlantedHeads.WithTaskPrototypes(Small with { Noise = 0 }, generator);
        manual_seed(7);
        using var same = new TiedBiasAutoencoder(32, 200);
        var first = nn.functional.normalize(heads.Negatives.reshape(-1, 32));
        Assert.True(matmul(first, same.Encoder.t()).max().ToDouble() > 0.99); // what would happen
        Assert.NotEqual(1, RocAuc.Of(HeadScores.Of(heads.Positives, heads.Negatives, Small with { Width = 8 }, 7).Untrained, heads.Truth));
    }

    [Fact]
    public void PublishedSizesAndCircuits()
    {
        var published = SaeCircuitsConfig.Published;
        using var autoencoder = new TiedBiasAutoencoder(published.Dimension, published.Width);
        Assert.Equal((2 * 200 * 768) + 200 + 768, autoencoder.parameters().Sum(p => p.numel()));
        Assert.Equal((9, 6, 26), (PublishedCircuits.GreaterThan.Count, PublishedCircuits.Docstring.Count, PublishedCircuits.IndirectObject.Distinct().Count()));
        Assert.Equal(26, PublishedCircuits.Truth(PublishedCircuits.IndirectObject, 12, 12).Sum());
        Assert.Equal(1, PublishedCircuits.Truth(PublishedCircuits.Docstring, 4, 8)[(3 * 8) + 6]);
        Assert.Throws<ArgumentException>(() => PublishedCircuits.Truth(PublishedCircuits.IndirectObject, 4, 8));
        Assert.Throws<ArgumentException>(() => HeadScores.Of(zeros(4, 2, 3), zeros(4, 3, 3), published, 0));
        Assert.Throws<ArgumentException>(() => HeadScores.Of(zeros(4, 2, 3), zeros(4, 2, 3), published, 0));
    }

    private static HashSet<string> Distinct(Tensor rows) => [.. Enumerable.Range(0, (int)rows.size(0)).Select(i => string.Join(",", rows[i].data<float>().ToArray().Take(3)))];

    private static (int[] Positives, int[] Negatives) Indices(PlantedHeads heads, int head)
    {
        var names = new Dictionary<string, int>();
        int[] Of(Tensor rows) => [.. Enumerable.Range(0, (int)rows.size(0)).Select(i =>
        {
            var key = string.Join(",", rows[i].data<float>().ToArray());
            if (!names.TryGetValue(key, out var index))
                names[key] = index = names.Count;
            return index;
        })];
        return (Of(heads.Positives.select(1, head)), Of(heads.Negatives.select(1, head)));
    }
}
