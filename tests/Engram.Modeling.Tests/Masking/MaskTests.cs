using Engram.Modeling.Masking;
using Engram.Signals;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Masking;

public class MaskTests
{
    [Theory]
    [InlineData(0.55, 20, 11)]
    [InlineData(0.29, 100, 29)] // 28.999… in binary
    [InlineData(0.5, 9, 4)]
    [InlineData(0, 9, 0)]
    public void TheRatioIsRoundedDown(double ratio, int tokens, int masked) =>
        Assert.Equal(masked, new RandomMask(new() { Ratio = ratio }).Draw(new(1, tokens), 1, new(1)).MaskedCount);

    [Fact]
    public void BlocksAreAtLeastAsLongAsAskedAndKeepTheCeiling()
    {
        var sampler = new BlockMask(new() { Ratio = 0.78, MinimumBlock = 10 });
        for (var seed = 0; seed < 200; seed++)
        {
            var partition = sampler.Draw(new(1, 200), 2, new(seed));
            Assert.Equal(44, partition.VisibleCount); // ⌈0.22 · 200⌉
            Assert.All(Enumerable.Range(0, 2).SelectMany(s => Runs(partition, s)), run => Assert.True(run >= 10));
        }
    }

    [Fact]
    public void ACountBelowTheShortestBlockIsOneRun()
    {
        var partition = new BlockMask(new() { Ratio = 0.2, MinimumBlock = 10 }).Draw(new(1, 20), 8, new(3));
        Assert.All(Enumerable.Range(0, 8), s => Assert.Equal([4], Runs(partition, s)));
    }

    [Fact]
    public void GeometricSpansHaveTheirMean()
    {
        var sampler = new GeometricMask(new() { Ratio = 0.1, MeanLength = 4 });
        var random = new SeededRandom(5);
        var lengths = Enumerable.Range(0, 20000).Select(_ => (double)sampler.Length(random)).ToArray();
        Assert.Equal(4, lengths.Average(), 0.1);
        Assert.Equal(0.25, lengths.Count(l => l == 1) / 20000.0, 0.01); // P(1) = p
        Assert.Equal(0.75 * 0.25, lengths.Count(l => l == 2) / 20000.0, 0.01);
    }

    [Fact]
    public void TubesShareTheirChannelsAndChannelsAreWhole()
    {
        var tubes = new TubeMask(new() { Ratio = 0.5, Span = 3 }).Draw(new(8, 8), 3, new(2));
        var channels = new ChannelMask(new() { Ratio = 0.5 }).Draw(new(8, 8), 3, new(2));
        for (var token = 0; token < 64; token++)
        {
            var (channel, step) = (token / 8, token % 8);
            Assert.Equal(tubes[1, (channel * 8) + (step / 3 * 3)], tubes[1, token]);
            Assert.Equal(channels[1, channel * 8], channels[1, token]);
        }

        Assert.All(Enumerable.Range(0, 8), step => Assert.Equal(4, Enumerable.Range(0, 8).Count(c => tubes[0, (c * 8) + step])));
    }

    [Fact]
    public void SpatialMasksAreExactSharedWithinARunAndNeighbourly()
    {
        var grid = new TokenGrid(20, 7, [.. Enumerable.Range(0, 20).Select(i => new Point3(0.01 * i, 0, 0))]);
        var masks = new SpatialRadiusMask(new() { Ratio = 0.55, DropoutRatio = 0 }).Draw(grid, 2, new(4));
        for (var step = 0; step < 7; step++)
            Assert.Equal(11, Enumerable.Range(0, 20).Count(c => masks[0, grid.Index(c, step)]));
        Assert.All(Enumerable.Range(0, 20), c => Assert.True(masks[0, grid.Index(c, 0)] == masks[0, grid.Index(c, 1)] && masks[0, grid.Index(c, 1)] == masks[0, grid.Index(c, 2)]));

        // a single seed of radius 3 cm on a line with steps of 1 cm: one run of neighbours
        var one = new SpatialRadiusMask(new() { Ratio = 0.2, Radius = 0.0301, DropoutRatio = 0 }).Draw(grid, 20, new(4));
        for (var sample = 0; sample < 20; sample++)
        {
            var chosen = Enumerable.Range(0, 20).Where(c => one[sample, grid.Index(c, 0)]).ToArray();
            Assert.Equal(3, chosen[^1] - chosen[0]);
        }

        var dropped = new SpatialRadiusMask(new() { Ratio = 0.5, DropoutRatio = 0.1 }).Draw(grid, 1, new(9));
        Assert.True(Enumerable.Range(0, 20).Count(c => Enumerable.Range(0, 7).All(t => dropped[0, grid.Index(c, t)])) >= 2);
        Assert.Contains("positions", Assert.Throws<ArgumentException>(() => new SpatialRadiusMask(new()).Draw(new(4, 4), 1, new(1))).Message);
    }

    [Theory]
    [InlineData(20, 9)]
    [InlineData(10, 19)]
    public void ATimeFrequencyMaskKeepsTheProductOfItsShares(int groups, int frames)
    {
        var partition = new TimeFrequencyMask(new()).Draw(new(groups, frames), 3, new(6));
        Assert.Equal(0.5 * (1 - (Math.Floor(frames * 0.5) / frames)), partition.VisibleCount / (double)(groups * frames), 12);
        Assert.Equal(MaskContract.Flags(partition)[..(groups * frames)], MaskContract.Flags(partition)[^(groups * frames)..]);
    }

    [Fact]
    public void ComplementaryPartsTouchEachTokenOnce()
    {
        var partition = new ComplementaryMask(new() { Parts = 3 }).Draw(new(3, 5), 6, new(8));
        for (var token = 0; token < 15; token++)
        {
            Assert.Equal(1, Enumerable.Range(0, 3).Count(s => partition[s, token]));
            Assert.Equal(1, Enumerable.Range(3, 3).Count(s => partition[s, token]));
        }

        Assert.Contains("Complement", Assert.Throws<ArgumentException>(() => new ComplementaryMask(new()).Draw(new(3, 5), 2, new(1))).Message);
    }

    [Fact]
    public void GatheringKeepsTheTokensOfTheGrid()
    {
        using var scope = NewDisposeScope();
        var grid = new TokenGrid(2, 3);
        var partition = new MaskPartition(grid, [[true, false, false, true, false, true], [false, true, true, false, true, false]]);
        var tokens = arange(12, float32).reshape(2, 6, 1);
        Assert.Equal([1f, 2, 4, 6, 9, 11], partition.Visible(tokens).data<float>().ToArray());
        Assert.Equal([0f, 3, 5, 7, 8, 10], partition.Masked(tokens).data<float>().ToArray());
        Assert.Contains("token = 6", Assert.Throws<ArgumentException>(() => partition.Visible(zeros(2, 5, 1))).Message);
        Assert.Throws<ArgumentException>(() => new MaskPartition(grid, [[true, false, false, true, false, true], new bool[6]]));
        Assert.Throws<ArgumentException>(() => new MaskPartition(grid, [new bool[5]]));
        Assert.Throws<ArgumentException>(() => new MaskPartition(grid, []));
    }

    private static List<int> Runs(MaskPartition partition, int sample)
    {
        var runs = new List<int>();
        for (var token = 0; token < partition.Grid.Tokens; token++)
        {
            if (!partition[sample, token])
                continue;
            if (token > 0 && partition[sample, token - 1])
                runs[^1]++;
            else
                runs.Add(1);
        }

        return runs;
    }

    [Fact]
    public void ReplacementTouchesChosenTokensInBertsSharesAndNoOthers()
    {
        using var scope = NewDisposeScope();
        var replacement = new TokenReplacement(new() { MaskId = 4, FirstId = 5, Vocabulary = 105 });
        var ids = full([200, 50], 7, int64);
        var chosen = new RandomMask(new() { Ratio = 0.3 }).Draw(new(1, 50), 200, new(3));
        var seen = replacement.Apply(ids, chosen, new(4));
        var at = chosen.Mask();
        Assert.Equal(0, seen.ne(ids).logical_and(at.logical_not()).sum().ToInt64());
        double Share(Tensor which) => which.logical_and(at).sum().ToInt64() / 3000.0;
        Assert.Equal(0.8, Share(seen.eq(4)), 0.03);
        Assert.Equal(0.101, Share(seen.eq(7)), 0.02); // kept, and one in a hundred of the random ones
        Assert.Equal(0.099, Share(seen.ge(5).logical_and(seen.ne(7))), 0.02);
        Assert.True(replacement.Apply(ids, chosen, new(4)).equal(seen).all().ToBoolean());
        Assert.Throws<ArgumentException>(() => replacement.Apply(ids.narrow(1, 0, 40), chosen, new(4)));
        Assert.ThrowsAny<ArgumentException>(() => replacement.Apply(ids + 100, chosen, new(4)));
        Assert.Throws<Modeling.Configuration.ConfigException>(() => new TokenReplacement(new() { MaskId = 4, FirstId = 5, Vocabulary = 9, MaskedShare = 0.95 }));
    }
}
