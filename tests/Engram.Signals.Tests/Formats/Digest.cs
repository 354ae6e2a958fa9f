using System.Text.Json;

namespace Engram.Signals.Tests;

/// <summary>Compares a value with the digest that an independent reader made of the same file (tests/oracles/signal_formats.py).</summary>
internal static class Digest
{
    public static JsonElement All { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "formats.json"))).RootElement;

    public static void Equal(JsonElement expected, Recording actual, string name)
    {
        var step = expected.TryGetProperty("step", out var s) ? s.GetInt32() : 1;
        var names = Texts(expected, "names");
        var rows = actual.Read();
        Assert.Equal(expected.GetProperty("rate").GetDouble(), actual.SamplingRate, 1e-9 * actual.SamplingRate);
        // MNE ends an FIFF evoked or a padded recording at the same sample; counts agree exactly
        Assert.Equal(expected.GetProperty("count").GetInt64(), actual.SampleCount);
        Assert.Equal(names.Length, (actual.Channels.Count + step - 1) / step);
        for (var i = 0; i < names.Length; i++)
        {
            var (row, channel) = (rows[i * step], actual.Channels[i * step]);
            if (channel.Kind == ChannelKind.Stimulus && !name.EndsWith("fif", StringComparison.Ordinal))
                row = Array.ConvertAll(row, v => (double)((long)v & 0x1FFFF));
            Assert.Equal(CleanName(names[i]), CleanName(channel.Name));
            var scale = Math.Sqrt(Number(expected, "squares", i) / row.Length) + 1e-30; // root mean square
            Assert.Equal(1, System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(row) / (row.Length * scale * scale) + (scale <= 1e-30 ? 1 : 0), 1e-9);
            Assert.Equal(Number(expected, "sums", i) / scale, row.Sum() / scale, 1e-9 * row.Length);
            Assert.Equal(Number(expected, "first", i) / scale, row[0] / scale, 1e-7);
            Assert.Equal(Number(expected, "last", i) / scale, row[^1] / scale, 1e-7);
        }

        var events = expected.GetProperty("annotations").EnumerateArray().Where(a => !(a[2].GetString()!.StartsWith("New Segment", StringComparison.Ordinal) && a[0].GetDouble() == 0)).ToArray();
        Assert.Equal(events.Length, actual.Annotations.Count);
        for (var i = 0; i < events.Length; i++)
        {
            Assert.Equal(events[i][0].GetDouble(), actual.Annotations[i].Onset, 1e-5);
            Assert.Equal(events[i][2].GetString(), actual.Annotations[i].Text);
        }

        if (expected.TryGetProperty("positions", out var positions))
            Places(positions, [.. actual.Channels.Where((_, i) => i % step == 0)]);
    }

    public static void Equal(JsonElement expected, Evoked actual, int step)
    {
        Assert.Equal(expected.GetProperty("comment").GetString(), actual.Name);
        Assert.Equal(expected.GetProperty("average").GetInt32(), actual.AverageCount);
        Assert.Equal(expected.GetProperty("start").GetDouble(), actual.Start, 1e-7);
        Assert.Equal(expected.GetProperty("rate").GetDouble(), actual.SamplingRate, 1e-6);
        Assert.Equal(expected.GetProperty("count").GetInt32(), actual.Data[0].Length);
        foreach (var (i, name) in Texts(expected, "names").Index())
        {
            var row = actual.Data[i * step];
            Assert.Equal(name, actual.Channels[i * step].Name);
            var squares = Number(expected, "squares", i);
            Assert.Equal(squares, System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(row), 1e-6 * squares);
            Assert.Equal(Number(expected, "first", i), row[0], 1e-6 * Math.Sqrt(squares));
        }

        Places(expected.GetProperty("positions"), [.. actual.Channels.Where((_, i) => i % step == 0)]);
    }

    public static void Equal(JsonElement expected, Volume actual)
    {
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32()), actual.Shape);
        var affine = expected.GetProperty("affine").EnumerateArray().Select(e => e.GetDouble()).ToArray();
        for (var i = 0; i < 12; i++)
            Assert.Equal(affine[i], actual.Affine[i / 4, i % 4] * 1e3, 1e-4);
        var sum = actual.Data.Sum(v => (double)v);
        Assert.Equal(expected.GetProperty("sum").GetDouble(), sum, 1e-6 * actual.Data.Sum(v => Math.Abs((double)v)));
        Assert.Equal(1, actual.Data.Sum(v => (double)v * v) / expected.GetProperty("squares").GetDouble(), 1e-6);
        foreach (var point in expected.GetProperty("points").EnumerateArray())
        {
            var index = point.EnumerateArray().SkipLast(1).Select(e => e.GetInt32()).ToArray();
            var value = point[index.Length].GetDouble();
            Assert.Equal(value, actual[index], 1e-6 * (1 + Math.Abs(value)));
        }

        for (var i = 0; i < 3; i++)
            Assert.Equal(expected.GetProperty("zooms")[i].GetDouble(), actual.VoxelSizes[i] * 1e3, 1e-5);
    }

    public static void Equal(JsonElement expected, NumericArray actual)
    {
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32()), actual.Shape);
        var values = actual.ToDoubles();
        foreach (var (i, value) in expected.GetProperty("values").EnumerateArray().Index())
        {
            if (value.ValueKind == JsonValueKind.Number)
                Assert.Equal(value.GetDouble(), values[i], 1e-9 * (1 + Math.Abs(values[i])));
        }

        if (values.All(double.IsFinite))
            Assert.Equal(expected.GetProperty("sum").GetDouble(), values.Sum(), 1e-9 * (1 + values.Sum(Math.Abs)));
    }

    // Position, and for coils the three axes, as MNE keeps them in 12 numbers.
    private static void Places(JsonElement positions, Channel[] channels)
    {
        foreach (var (i, place) in positions.EnumerateArray().Index())
        {
            if (channels[i].Geometry is not { } geometry)
                continue;
            double[] actual = [geometry.Position.X, geometry.Position.Y, geometry.Position.Z];
            if (geometry is { AxisX: { } x, AxisY: { } y, Normal: { } z })
                actual = [.. actual, x.X, x.Y, x.Z, y.X, y.Y, y.Z, z.X, z.Y, z.Z];
            for (var k = 0; k < actual.Length; k++)
                Assert.Equal(place[k].GetDouble(), actual[k], 1e-6);
        }
    }

    private static string[] Texts(JsonElement e, string name) => [.. e.GetProperty(name).EnumerateArray().Select(t => t.GetString()!)];

    private static double Number(JsonElement e, string name, int i) => e.GetProperty(name)[i].GetDouble();

    // MNE keeps PhysioNet's padding dots and the prefix of the standard's labels, and numbers names that come twice.
    private static string CleanName(string name)
    {
        var plain = name.TrimEnd('.');
        plain = (plain.StartsWith("EEG ", StringComparison.Ordinal) && !plain.StartsWith("EEG 0", StringComparison.Ordinal)) || plain.StartsWith("ECG ", StringComparison.Ordinal) ? plain[4..] : plain;
        return plain.LastIndexOf('-') is var dash and > 0 && int.TryParse(plain[(dash + 1)..], out _) ? plain[..dash] : plain;
    }
}
