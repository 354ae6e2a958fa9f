using Engram.Modeling.Masking;
using Engram.Signals;

namespace Engram.Modeling.Tests.Masking;

/// <summary>What every mask sampler promises.</summary>
internal static class MaskContract
{
    public static readonly TokenGrid Grid = new(10, 20, [.. Enumerable.Range(0, 10).Select(i => new Point3(0.09 * Math.Cos(0.3 * i), 0.09 * Math.Sin(0.3 * i), 0))]);

    public static void Verify(Func<IMaskSampler> create)
    {
        var sampler = create();
        foreach (var seed in (long[])[1, 2, 3, 4, 5])
        {
            var partition = sampler.Draw(Grid, 4, new(seed));
            Assert.Equal(4, partition.Batch);
            Assert.Equal(sampler.MaskedCount(Grid), partition.MaskedCount);
            Assert.InRange(partition.MaskedCount, 1, Grid.Tokens - 1);
            using var masked = partition.MaskedIndices();
            using var visible = partition.VisibleIndices();
            using var flags = partition.Mask();
            var (m, v, f) = (masked.data<long>().ToArray(), visible.data<long>().ToArray(), flags.data<bool>().ToArray());
            for (var sample = 0; sample < 4; sample++)
            {
                var hidden = m.AsSpan(sample * partition.MaskedCount, partition.MaskedCount).ToArray();
                var seen = v.AsSpan(sample * partition.VisibleCount, partition.VisibleCount).ToArray();
                Assert.Equal(Enumerable.Range(0, Grid.Tokens).Select(i => (long)i), hidden.Concat(seen).Order());
                Assert.All(hidden, i => Assert.True(f[(sample * Grid.Tokens) + i] && partition[sample, (int)i]));
                Assert.All(seen, i => Assert.False(f[(sample * Grid.Tokens) + i] || partition[sample, (int)i]));
            }

            Assert.Equal(f, Flags(create().Draw(Grid, 4, new(seed))));
            Assert.NotEqual(f, Flags(create().Draw(Grid, 4, new(seed + 100))));
            Assert.Equal(f.Select(x => !x), Flags(partition.Complement()));
        }

        Assert.ThrowsAny<ArgumentException>(() => sampler.Draw(Grid, 0, new(1)));
        Assert.ThrowsAny<ArgumentException>(() => sampler.Draw(Grid with { Channels = 0 }, 4, new(1)));
        Assert.ThrowsAny<ArgumentException>(() => sampler.Draw(Grid with { Positions = [new(double.NaN, 0, 0)] }, 4, new(1)));
        Assert.ThrowsAny<ArgumentException>(() => sampler.Draw(null!, 4, new(1)));
    }

    public static bool[] Flags(MaskPartition partition)
    {
        using var flags = partition.Mask();
        return flags.data<bool>().ToArray();
    }
}
