using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

public sealed class TableTests
{
    [Fact]
    public void ADeclaredLayoutGivesRateUnitAndMarkers()
    {
        var recording = new TableReader(new() { SamplingRate = 100, Unit = "uV", MarkerColumn = "M", Columns = ["b", "a"] }).Read(SignalFile.FromBytes("x.tsv", "a\tb\tM\n1\t2\t0\n3\tNA\t4\n"u8.ToArray()));
        Assert.Equal(["b", "a"], recording.Channels.Select(c => c.Name));
        Assert.Equal([2e-6, double.NaN], recording.Read()[0]);
        Assert.Equal(("4", 0.01), (recording.Annotations[0].Text, recording.Annotations[0].Onset));
    }

    [Fact]
    public void WithoutARateTheErrorSaysWhatToDeclare() =>
        Assert.Contains("TableLayout.SamplingRate", Assert.Throws<SignalFormatException>(() => new TableReader(new()).Read(SignalFile.FromBytes("x.csv", "a,b\n1,2\n"u8.ToArray()))).Message);

    [Fact]
    public void AShortRowIsNamedByItsLine() =>
        Assert.Equal(3, Assert.Throws<SignalFormatException>(() => new TableReader(new() { SamplingRate = 1 }).Read(SignalFile.FromBytes("x.csv", "a,b\n1,2\n3\n"u8.ToArray()))).Offset);

    [Fact]
    public void StagedMuseTablesLoadInOneLine()
    {
        var folder = StagedData.Folder("muse-erp");
        Assert.SkipWhen(folder is null, "the staged recordings are not here");
        foreach (var path in Directory.EnumerateFiles(folder, "*.csv.gz", SearchOption.AllDirectories))
        {
            using var lines = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress));
            var marker = lines.ReadLine()!.Split(',').First(c => c.StartsWith("Marker", StringComparison.Ordinal)); // Marker or Marker0
            var recording = Recordings.LoadTable(path, new() { Unit = "uV", MarkerColumn = marker });
            Assert.Equal(256, recording.SamplingRate, 0.5);
            Assert.Contains("TP9", recording.Channels.Select(c => c.Name));
            Assert.NotEmpty(recording.Annotations);
        }
    }
}
