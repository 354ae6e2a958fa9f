using Engram.Signals.Bids;
using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

public sealed class BidsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public BidsTests()
    {
        foreach (var (subject, run) in new[] { ("01", "1"), ("01", "2"), ("02", "1") })
        {
            var place = Directory.CreateDirectory(folder.File($"sub-{subject}/eeg")).FullName;
            SampleRecordings.Make().Save(Path.Combine(place, $"sub-{subject}_task-rest_run-{run}_eeg.edf"));
        }

        Write("dataset_description.json", "{}");
        Write("participants.tsv", "participant_id\tage\tgroup\nsub-01\t61\tpatient\nsub-02\tn/a\tcontrol\n");
        Write("task-rest_eeg.json", """{"PowerLineFrequency": 50, "Manufacturer": "A"}""");
        Write("sub-01/eeg/sub-01_task-rest_run-2_eeg.json", """{"Manufacturer": "B"}""");
        Write("task-rest_channels.tsv", "name\ttype\tunits\nFp1\tEEG\tuV\nECG\tMISC\tuV\n");
        Write("sub-01/eeg/sub-01_task-rest_channels.tsv", "name\ttype\tunits\tstatus\nT8\tEOG\tuV\tgood\nCz\tEEG\tuV\tbad\n");
        Write("sub-01/eeg/sub-01_task-rest_run-1_events.tsv", "onset\tduration\ttrial_type\n1.5\t0.5\tgo\n0.25\tn/a\tstop\n");
        Write("sub-01/eeg/sub-01_electrodes.tsv", "name\tx\ty\tz\nCz\t0\t10\t95\nFp1\tn/a\tn/a\tn/a\n");
        Write("sub-01/eeg/sub-01_coordsystem.json", """{"EEGCoordinateSystem": "CapTrak", "EEGCoordinateUnits": "mm"}""");
        Directory.CreateDirectory(folder.File("derivatives/x/sub-09/eeg"));
        Write("derivatives/x/sub-09/eeg/sub-09_task-rest_eeg.edf", "");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void NamesAreUnderstood()
    {
        var tree = BidsTree.Open(folder.Path);
        Assert.Equal(["01", "02"], tree.Subjects);
        Assert.Equal(3, tree.Recordings.Count);
        var file = Assert.Single(tree.Find(subject: "01", run: "2"));
        Assert.Equal(("rest", "eeg", "eeg", ".edf"), (file.Task, file.Suffix, file.DataType, file.Extension));
        Assert.Null(BidsFile.TryParse("sub-01/eeg/sub-01_eeg-2.txt"));
        Assert.Null(BidsFile.TryParse("sub-01_sub-02_eeg.edf"));
    }

    [Fact]
    public void SidecarsAreInheritedAndTheNearerWins()
    {
        var tree = BidsTree.Open(folder.Path);
        var merged = tree.Sidecar(tree.Find(run: "2")[0]);
        Assert.Equal(50, merged["PowerLineFrequency"].GetInt32());
        Assert.Equal("B", merged["Manufacturer"].GetString());
        Assert.Equal("A", tree.Sidecar(tree.Find("02")[0])["Manufacturer"].GetString());
    }

    [Fact]
    public void TablesSpeakForTheirRecordings()
    {
        var tree = BidsTree.Open(folder.Path);
        var first = tree.Load(tree.Find("01", run: "1")[0]);
        Assert.Equal(["stop", "go"], first.Annotations.Select(a => a.Text));
        Assert.Equal(0.5, first.Annotations[1].Duration);
        Assert.True(first.Channels[1].IsBad);
        Assert.Equal(ChannelKind.Eog, first.Channels[3].Kind);
        Assert.Equal(ChannelKind.Ecg, first.Channels[2].Kind); // the nearer table does not speak of it, the farther one does not count
        Assert.Equal(new Point3(0, 0.01, 0.095), first.Channels[1].Geometry!.Position);
        Assert.Null(first.Channels[0].Geometry);
        Assert.Equal(ChannelKind.Other, tree.Load(tree.Find("02")[0]).Channels[2].Kind);
        Assert.Equal(3, tree.Load(tree.Find("02")[0]).Annotations.Count); // the file's own
    }

    [Fact]
    public void ParticipantsAreFoundBySubject()
    {
        var participants = BidsTree.Open(folder.Path).ReadParticipants();
        Assert.Equal(("61", "patient"), (participants["01"]["age"], participants["01"]["group"]));
        Assert.False(participants["02"].ContainsKey("age"));
    }

    [Fact]
    public void DerivativesReadBack()
    {
        var tree = BidsTree.Open(folder.Path);
        var source = tree.Find("01", run: "1")[0];
        var recording = tree.Load(source).Crop(0, 2);
        var written = new BidsDerivatives(folder.File("derivatives/clean"), "clean").Write(recording, source, "cropped");
        Assert.Equal("sub-01/eeg/sub-01_task-rest_run-1_desc-cropped_eeg.vhdr", written.RelativePath);
        var derived = BidsTree.Open(folder.File("derivatives/clean"));
        var read = derived.Load(Assert.Single(derived.Recordings));
        Assert.Equal(recording.Annotations, read.Annotations);
        Assert.Equal(recording.Channels.Select(c => (c.Name, c.Kind, c.IsBad)), read.Channels.Select(c => (c.Name, c.Kind, c.IsBad)));
        Assert.Equal(recording.Read()[0][77], read.Read()[0][77], 1e-11);
        Assert.Contains("crop(0, 2)", derived.Sidecar(written)["Description"].GetString());
        Assert.Throws<ArgumentException>(() => new BidsDerivatives(folder.Path, "x").Write(recording, source, "a-b"));
    }

    [Fact]
    public void ABrokenSidecarIsNamed()
    {
        Write("sub-02/eeg/sub-02_task-rest_eeg.json", "[1");
        var tree = BidsTree.Open(folder.Path);
        Assert.Contains("sub-02_task-rest_eeg.json", Assert.Throws<SignalFormatException>(() => tree.Load(tree.Find("02")[0])).Message);
    }

    private void Write(string path, string text) => File.WriteAllText(folder.File(path), text);
}
