using System.Security.Cryptography;
using System.Text.Json;
using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

/// <summary>MNE, numpy and nibabel read from our files what was written (tests/oracles/signal_writers.py; its digest is of exactly these bytes).</summary>
public sealed class WriterOracleTests
{
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "written.json"))).RootElement.GetProperty("files");

    public WriterOracleTests()
    {
        if (Environment.GetEnvironmentVariable("ENGRAM_SAMPLES") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        foreach (var file in SampleFiles())
            File.WriteAllBytes(Path.Combine(folder, file.Name), file.ToBytes());
    }

    public static TheoryData<string> Names => [.. SampleFiles().Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void OthersReadWhatWasWritten(string name)
    {
        var bytes = SampleFiles().Single(f => f.Name == name).ToBytes();
        var expected = Expected.GetProperty(name);
        Assert.True(expected.GetProperty("sha256").GetString() == Convert.ToHexStringLower(SHA256.HashData(bytes)), "the writer's bytes changed: run tests/oracles/signal_writers.py again");
        if (expected.TryGetProperty("arrays", out var arrays))
        {
            foreach (var array in arrays.EnumerateObject())
                Digest.Equal(array.Value, Arrays()[array.Name]);
        }
        else if (expected.TryGetProperty("affine", out var affine))
        {
            var volume = SampleVolume();
            Assert.Equal(volume.Shape, expected.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32()));
            for (var i = 0; i < 12; i++)
                Assert.Equal(volume.Affine[i / 4, i % 4] * 1e3, affine[i].GetDouble(), 1e-5);
            Assert.Equal(volume.Data.Sum(v => (double)v), expected.GetProperty("sum").GetDouble(), 1e-4);
            Assert.Equal(volume.Data[^1], expected.GetProperty("last").GetDouble(), 1e-6);
        }
        else if (expected.TryGetProperty("names", out var names))
        {
            var sample = SampleRecordings.Make();
            Assert.Equal(sample.Channels.Select(c => c.Name), names.EnumerateArray().Select(n => n.GetString()));
            Assert.Equal(sample.SamplingRate, expected.GetProperty("rate").GetDouble(), 1e-9);
            Assert.Equal(sample.SampleCount, expected.GetProperty("count").GetInt64());
            foreach (var (c, row) in sample.Read().Index())
            {
                // half a digital step of 16 bits at the channel's range
                var step = row.Max(Math.Abs) / 32000;
                Assert.Equal(row[0], expected.GetProperty("first")[c].GetDouble(), step);
                Assert.Equal(1, expected.GetProperty("squares")[c].GetDouble() / row.Sum(v => v * v), 1e-3);
            }

            if (expected.GetProperty("annotations").GetArrayLength() > 0)
            {
                var texts = expected.GetProperty("annotations").EnumerateArray().Select(a => a[2].GetString()!.Split('/', '@')).Select(t => t[0] == "Comment" ? t[1] : t[0]).Where(t => t != "New Segment");
                Assert.Equal(sample.Annotations.Select(a => a.Text), texts);
            }
        }
    }

    private static IEnumerable<FileContent> SampleFiles()
    {
        foreach (var writer in SignalFormats.RecordingWriters)
        {
            foreach (var file in writer.Encode(SampleRecordings.Make(), "sample" + writer.Extensions[0]))
                yield return file;
        }

        yield return new NpzWriter().Encode(Arrays(), "sample.npz")[0];
        yield return new NiftiWriter().Encode(SampleVolume(), "sample.nii")[0];
    }

    private static Dictionary<string, NumericArray> Arrays() => new() { ["a"] = new([1.5, -2, 3, 4, 5, 6], 2, 3), ["b"] = new([1f, 2f]) };

    private static Volume SampleVolume() => new([.. Enumerable.Range(0, 24).Select(i => i / 7f)], [2, 3, 4], new[,] { { -0.002, 0, 0.001, 0.09 }, { 0, 0.002, 0, -0.12 }, { 0, 0, 0.003, -0.07 }, { 0, 0, 0, 1 } }, [0.002, 0.002, 0.003], Provenance.Of("x"));
}
