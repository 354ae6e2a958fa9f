using System.Text.Json;
using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

/// <summary>Every small file and every staged recording equals what MNE, nibabel, scipy and numpy read from it.</summary>
public sealed class OracleTests
{
    public static TheoryData<string> Small => [.. Digest.All.GetProperty("small").EnumerateObject().Select(p => p.Name)];

    public static TheoryData<string> Staged => [.. Digest.All.GetProperty("staged").EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Small))]
    public void SmallFilesEqualOtherReaders(string name) =>
        Compare(Digest.All.GetProperty("small").GetProperty(name), Path.Combine(AppContext.BaseDirectory, "Fixtures", "formats", name), name);

    [Theory]
    [MemberData(nameof(Staged))]
    public void StagedRecordingsEqualOtherReaders(string name)
    {
        var folder = StagedData.Folder(Path.GetDirectoryName(name)!);
        Assert.SkipWhen(folder is null, "the staged recordings are not here");
        Compare(Digest.All.GetProperty("staged").GetProperty(name), Path.Combine(folder, Path.GetFileName(name)), name);
    }

    private static void Compare(JsonElement expected, string path, string name)
    {
        if (name.EndsWith(".hea", StringComparison.Ordinal))
        {
            CompareDigital(expected, path);
        }
        else if (name.Contains("-cov", StringComparison.Ordinal))
        {
            CompareCovariance(expected, Fiff.LoadCovariance(path));
        }
        else if (expected.ValueKind == JsonValueKind.Array)
        {
            var evoked = Fiff.LoadEvoked(path);
            Assert.Equal(expected.GetArrayLength(), evoked.Count);
            foreach (var (i, one) in evoked.Index())
                Digest.Equal(expected[i], one, expected[i].GetProperty("names").GetArrayLength() == one.Channels.Count ? 1 : 16);
        }
        else if (expected.TryGetProperty("affine", out _))
        {
            Digest.Equal(expected, Volumes.Load(path));
        }
        else if (name.EndsWith(".npy", StringComparison.Ordinal))
        {
            Digest.Equal(expected, ArrayFiles.Load(path).Single);
        }
        else if (name.EndsWith(".npz", StringComparison.Ordinal))
        {
            var arrays = ArrayFiles.Load(path);
            foreach (var property in expected.EnumerateObject())
                Digest.Equal(property.Value, arrays[property.Name]);
        }
        else if (name.EndsWith(".mat", StringComparison.Ordinal))
        {
            var mat = ArrayFiles.LoadMat(path);
            foreach (var property in expected.EnumerateObject())
                Digest.Equal(property.Value, mat[property.Name].Numbers);
        }
        else
        {
            var recording = Recordings.Load(path);
            Digest.Equal(expected, recording, name);
            if (!name.Contains("ctf", StringComparison.Ordinal)) // that file's EEG calibration is 1 V a step
                RecordingBattery.MagnitudesArePlausible(recording);
        }
    }

    // The oracle sums the stored numbers; ours are scaled back to them. The header's checksums held if there is no warning.
    private static void CompareDigital(JsonElement expected, string path)
    {
        var recording = Recordings.Load(path);
        var header = WfdbHeader.Read(SignalFile.Open(path));
        Assert.Empty(recording.Provenance.Warnings);
        Assert.Equal(expected.GetProperty("rate").GetDouble(), recording.SamplingRate);
        Assert.Equal(expected.GetProperty("count").GetInt64(), recording.SampleCount);
        foreach (var (c, row) in recording.Read().Index())
        {
            var signal = header.Signals[c];
            long Digital(double v) => double.IsNaN(v) ? (long)signal.Missing!.Value : (long)Math.Round((v / signal.Scale) + signal.Baseline);
            Assert.Equal(expected.GetProperty("first")[c].GetInt64(), Digital(row[0]));
            Assert.Equal(expected.GetProperty("last")[c].GetInt64(), Digital(row[^1]));
            Assert.Equal(expected.GetProperty("sums")[c].GetInt64(), row.Sum(Digital));
        }
    }

    private static void CompareCovariance(JsonElement expected, NoiseCovariance actual)
    {
        var step = actual.Names.Count > 100 ? 16 : 1;
        Assert.Equal(expected.GetProperty("names").EnumerateArray().Select(n => n.GetString()), actual.Names.Where((_, i) => i % step == 0));
        Assert.Equal(expected.GetProperty("nfree").GetInt32(), actual.DegreesOfFreedom);
        if (expected.TryGetProperty("data", out var data))
        {
            foreach (var (i, value) in data.EnumerateArray().Index())
                Assert.Equal(value.GetDouble(), actual.Data[i / actual.Names.Count][i % actual.Names.Count], 1e-12 * Math.Abs(value.GetDouble()));
            return;
        }

        var trace = Enumerable.Range(0, actual.Names.Count).Sum(i => actual.Data[i][i]);
        Assert.Equal(1, trace / expected.GetProperty("trace").GetDouble(), 1e-9);
        foreach (var (i, value) in expected.GetProperty("row").EnumerateArray().Index())
            Assert.Equal(value.GetDouble(), actual.Data[17][i], 1e-9 * Math.Abs(value.GetDouble()));
    }
}
