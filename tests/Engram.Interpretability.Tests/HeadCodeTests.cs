using Engram.Interpretability.Circuits;
using Engram.Interpretability.Dictionaries;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Tests;

/// <summary>Checks 1 to 4 of the sae-circuits sheet.</summary>
public class HeadCodeTests
{
    // Check 1: nothing differs, so nothing is found (that constant scores have an area of 0.5 is a test of RocAuc)
    [Fact]
    public void EqualSetsScoreZeroEverywhere()
    {
        var codes = Draw(30, 5, 8, 1);
        Assert.All(UniqueCodeScore.OfHeads(codes, codes), s => Assert.Equal(0, s));
        var pairs = UniqueCodeScore.OfPairs(codes, codes);
        Assert.All(pairs.Cast<double>(), s => Assert.Equal(0, s));
        Assert.Single(UniqueCodeScore.HeadsOfPairs(pairs).Distinct());
    }

    // Check 2
    [Fact]
    public void NeitherNamesOfFeaturesNorTheOrderOfExamplesMatter()
    {
        var (with, without) = (Draw(20, 4, 9, 2), Draw(20, 4, 9, 3));
        int[] names = [3, 0, 8, 1, 7, 2, 5, 4, 6];
        var (renamedWith, renamedWithout) = (Map(with, (e, h) => names[with[e, h]]), Map(without, (e, h) => names[without[e, h]]));
        var reordered = Map(with, (e, h) => with[(e * 7) % 20, h]);
        var expected = UniqueCodeScore.OfHeads(with, without);
        Assert.Contains(expected, s => s > 0);
        Assert.Equal(expected, UniqueCodeScore.OfHeads(renamedWith, renamedWithout));
        Assert.Equal(expected, UniqueCodeScore.OfHeads(reordered, without));
        Assert.Equal(UniqueCodeScore.OfPairs(with, without), UniqueCodeScore.OfPairs(reordered, without));
        Assert.Equal(UniqueCodeScore.OfPairs(with, without), UniqueCodeScore.OfPairs(renamedWith, renamedWithout));
    }

    // Check 3
    [Fact]
    public void OneCodeOfTwoScoresOneAndHalfWhenNormalised()
    {
        var (with, without) = (new HeadCodes(new int[,] { { 7 }, { 7 } }, 9), new HeadCodes(new int[,] { { 3 }, { 3 } }, 9));
        Assert.Equal([1.0], UniqueCodeScore.OfHeads(with, without));
        Assert.Equal([0.5], UniqueCodeScore.OfHeads(with, without, isNormalised: true));
    }

    // Check 4
    [Fact]
    public void CoOccurrencesSumToTheExamplesAndAHeadHasNoEdgeToItself()
    {
        var codes = Draw(25, 4, 6, 4);
        Assert.Equal(25, codes.PairFrequencies(1, 3).Cast<int>().Sum());
        for (var head = 0; head < 4; head++)
            Assert.Equal(25, Enumerable.Range(0, 6).Sum(c => codes.Frequencies()[head, c]));
        var pairs = UniqueCodeScore.OfPairs(codes, Draw(25, 4, 6, 5));
        for (var head = 0; head < 4; head++)
            Assert.Equal(0, pairs[head, head]);
        Assert.Contains(pairs.Cast<double>(), p => p > 0);
    }

    // Two heads that agree in positives and differ in negatives: only their pair shows it.
    [Fact]
    public void ALinkShowsInThePairAlone()
    {
        var (with, without) = (new HeadCodes(new int[,] { { 0, 0, 1 }, { 1, 1, 1 } }, 3), new HeadCodes(new int[,] { { 0, 1, 1 }, { 1, 0, 1 } }, 3));
        Assert.Equal([0.0, 0, 0], UniqueCodeScore.OfHeads(with, without));
        var pairs = UniqueCodeScore.OfPairs(with, without);
        Assert.Equal((2.0, 0.0, 0.0), (pairs[0, 1], pairs[0, 2], pairs[1, 2]));

        // 9 / 2 entries: the linked pair gives 4, the other pairs share the last half
        Assert.Equal([2.125, 2.125, 0.25], Ordered(UniqueCodeScore.HeadsOfPairs(new double[,] { { 0, 2, 1 }, { 2, 0, 1 }, { 1, 1, 0 } })));
    }

    [Fact]
    public void AHeadWithoutActiveFeaturesHasACodeOfItsOwn()
    {
        using var autoencoder = new TiedBiasAutoencoder(2, 2);
        using var none = no_grad();
        autoencoder.Encoder.copy_(eye(2));
        var codes = HeadCodes.Of(autoencoder, tensor(new float[] { 5, 1, 0, 0, -1, -2, 1, 3 }).reshape(2, 2, 2));
        Assert.Equal((0, 2, 2, 1), (codes[0, 0], codes[0, 1], codes[1, 0], codes[1, 1]));
        Assert.Equal(3, codes.Count);
    }

    [Fact]
    public void SetsThatDoNotFitAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new HeadCodes(new int[0, 3], 4));
        Assert.Contains("0 to 3", Assert.Throws<ArgumentException>(() => new HeadCodes(new int[,] { { 4 } }, 4)).Message);
        Assert.Throws<ArgumentException>(() => UniqueCodeScore.OfHeads(Draw(3, 2, 4, 1), Draw(3, 3, 4, 1)));
        Assert.Throws<ArgumentException>(() => UniqueCodeScore.OfPairs(Draw(3, 2, 4, 1), Draw(3, 2, 5, 1)));
    }

    private static double[] Ordered(double[] scores) => [.. scores.OrderDescending()];

    private static HeadCodes Draw(int examples, int heads, int count, int seed)
    {
        var random = new Random(seed);
        var codes = new int[examples, heads];
        for (var e = 0; e < examples; e++)
        {
            for (var h = 0; h < heads; h++)
                codes[e, h] = random.Next(count);
        }

        return new(codes, count);
    }

    private static HeadCodes Map(HeadCodes codes, Func<int, int, int> of)
    {
        var result = new int[codes.Examples, codes.Heads];
        for (var e = 0; e < codes.Examples; e++)
        {
            for (var h = 0; h < codes.Heads; h++)
                result[e, h] = of(e, h);
        }

        return new(result, codes.Count);
    }
}
