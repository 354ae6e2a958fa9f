namespace Engram.Signals.Tests;

/// <summary>What every recording must satisfy, whatever file it came from.</summary>
internal static class RecordingBattery
{
    /// <summary>Preloaded samples, lazily read ones and windows at awkward places are the same numbers.</summary>
    public static void WindowsEqualTheWhole(Recording recording)
    {
        var whole = recording.Read();
        var preloaded = recording.Preload();
        var n = (int)recording.SampleCount;
        foreach (var (start, count) in new[] { (0, n), (0, 1), (n - 1, 1), (0, 0), (n, 0), (1, n - 1), (n / 3, n / 2), (n / 2, n - (n / 2)), (Math.Min(255, n), Math.Min(3, n - Math.Min(255, n))) })
        {
            var lazy = recording.Read(start, count);
            var held = preloaded.Read(start, count);
            for (var c = 0; c < whole.Length; c++)
            {
                Assert.Equal(whole[c][start..(start + count)], lazy[c]);
                Assert.Equal(whole[c][start..(start + count)], held[c]);
                var row = new double[count];
                recording.Read(c, start, row);
                Assert.Equal(lazy[c], row);
            }
        }

        var single = recording.ReadSingle(n / 3, n / 3);
        for (var c = 0; c < whole.Length; c++)
            Assert.Equal(whole[c].AsSpan(n / 3, n / 3).ToArray().Select(v => (float)v), single[c]);
        Assert.Throws<ArgumentOutOfRangeException>(() => recording.Read(n, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => recording.Read(-1, 1));
    }

    /// <summary>Picking, cropping and loading give the same in any order.</summary>
    public static void PickingAndCroppingCommute(Recording recording)
    {
        var (from, to) = (recording.Duration * 0.21, recording.Duration * 0.87);
        string[] names = [recording.Channels[^1].Name, recording.Channels[0].Name];
        var a = recording.Pick(names).Crop(from, to);
        var b = recording.Crop(from, to).Preload().Pick(names);
        var c = recording.Preload().Crop(from, to).Pick(names);
        Assert.Equal(a.Read(), b.Read());
        Assert.Equal(a.Read(), c.Read());
        Assert.Equal(a.Annotations, b.Annotations);
        Assert.Equal(a.Channels, c.Channels);
        var (first, rest) = (recording.Crop(0, from), recording.Crop(from, recording.Duration));
        var joined = Recording.Concatenate(first, rest);
        Assert.Equal(recording.Read(), joined.Read());
    }

    /// <summary>Volts are between a nanovolt and a volt, other SI units finite.</summary>
    public static void MagnitudesArePlausible(Recording recording)
    {
        foreach (var (c, channel) in recording.Channels.Index())
        {
            var row = recording.Read()[c].Where(v => !double.IsNaN(v)).ToArray();
            Assert.True(row.All(double.IsFinite), $"{channel.Name} holds infinite values");
            if (channel.Unit == "V" && row.Length > 0)
                Assert.InRange(row.Max(Math.Abs), 1e-9, 1);
        }
    }
}
