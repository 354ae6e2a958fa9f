namespace Engram.Signals.Tests;

public sealed class RecordingTests
{
    private readonly Recording sample = SampleRecordings.Make();

    [Fact]
    public void PickingByKindAndDroppingKeepTheOrder()
    {
        Assert.Equal(["Fp1", "Cz", "T8"], sample.Pick(ChannelKind.Eeg).Channels.Select(c => c.Name));
        Assert.Equal(["Fp1", "ECG", "T8"], sample.Drop("cz").Channels.Select(c => c.Name));
        Assert.Equal(["Fp1", "ECG", "T8"], sample.MarkBad("Cz").DropBad().Channels.Select(c => c.Name));
        Assert.Contains("The channels are: Fp1, Cz, ECG, T8", Assert.Throws<ArgumentException>(() => sample.Pick("Oz")).Message);
        Assert.Contains("Seeg", Assert.Throws<ArgumentException>(() => sample.Pick(ChannelKind.Seeg)).Message);
    }

    [Fact]
    public void LeadsAreFoundByNameWhateverTheirOrder()
    {
        string[] names = ["II", "aVF", "AVL", "lead I", "ECG V6", "v1", "III", "AVR", "V2", "V3", "V4", "V5"];
        double[][] rows = [.. names.Select((_, i) => new double[] { i, i })];
        var recording = Recording.FromSamples(rows, [.. names.Select(n => new Channel(n, ChannelKind.Ecg, "V"))], 100);
        Assert.Equal([3, 0, 6, 7, 2, 1, 5, 8, 9, 10, 11, 4], recording.PickLeads(LeadName.Standard).Read().Select(r => (int)r[0]));
        Assert.Equal("aVL", LeadName.Parse("avl").ToString());
        Assert.False(LeadName.TryParse("V7", out _));
        Assert.Throws<FormatException>(() => LeadName.Parse("MLII"));
        Assert.Contains("V6", Assert.Throws<ArgumentException>(() => recording.Drop("ECG V6").PickLeads(LeadName.Standard)).Message);
    }

    [Fact]
    public void LeadsOfStagedRecordingsObeyEinthoven()
    {
        var folder = StagedData.Folder("cinc2021-12lead");
        Assert.SkipWhen(folder is null, "the staged recordings are not here");
        foreach (var path in Directory.EnumerateFiles(folder, "*.hea"))
        {
            // II = I + III and aVF = (II + III) / 2 at every moment, within the rounding of a few digital steps
            var rows = Recordings.Load(path).PickLeads(LeadName.Parse("I"), LeadName.Parse("II"), LeadName.Parse("III"), LeadName.Parse("aVF")).Read();
            var worst = Enumerable.Range(0, rows[0].Length).Max(t => Math.Max(Math.Abs(rows[0][t] + rows[2][t] - rows[1][t]), Math.Abs(((rows[1][t] + rows[2][t]) / 2) - rows[3][t])));
            Assert.True(worst < 0.02e-3, $"{Path.GetFileName(path)}: {worst} V");
        }
    }

    [Fact]
    public void ConcatenationShiftsAnnotationsAndMarksTheJoint()
    {
        var joined = Recording.Concatenate(sample.Crop(0, 1), sample.Crop(1, 3));
        Assert.Equal(["left", "boundary", "right hand", "N"], joined.Annotations.Select(a => a.Text));
        Assert.Equal([0.5, 1, 1.25, 2.5], joined.Annotations.Select(a => a.Onset));
        Assert.Throws<ArgumentException>(() => Recording.Concatenate(sample, sample.Drop("Cz")));
    }

    [Fact]
    public void RenamingRefusesTwins()
    {
        Assert.Equal("A", sample.Rename(new Dictionary<string, string> { ["fp1"] = "A" }).Channels[0].Name);
        Assert.Throws<ArgumentException>(() => sample.Rename(new Dictionary<string, string> { ["Fp1"] = "Cz" }));
    }

    [Fact]
    public void SinglePrecisionRoundsOnceAndKeepsTheRest()
    {
        var single = sample.Preload(SamplePrecision.Single);
        Assert.Equal(sample.Read()[1].Select(v => (double)(float)v), single.Read()[1]);
        Assert.Equal(sample.Annotations, single.Annotations);
        Assert.Equal(sample.StartTime, single.StartTime);
    }

    [Fact]
    public void OperationsAreRememberedAndStartTimeMovesWithACrop()
    {
        var cropped = sample.Pick("Cz").Crop(1, 2);
        Assert.Equal(["pick(Cz)", "crop(1, 2)"], cropped.Provenance.Operations);
        Assert.Equal(sample.StartTime!.Value.AddSeconds(1), cropped.StartTime);
        Assert.Equal("Recording: 1 channels, 1 s at 256 Hz, 1 annotations (sample)", cropped.ToString());
    }

    [Fact]
    public void TheChecksumIsTheFilesOwn()
    {
        using var folder = new TemporaryFolder();
        sample.Save(folder.File("a.edf"));
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder.File("a.edf"))));
        Assert.Equal(expected, Recordings.Load(folder.File("a.edf")).Crop(0, 1).Provenance.Checksum);
        Assert.Null(sample.Provenance.Checksum);
    }

    [Fact]
    public void AFileCanBeSavedOverItself()
    {
        using var folder = new TemporaryFolder();
        SampleRecordings.Make(samples: 200_000).Save(folder.File("a.edf")); // large enough to be mapped
        var lazy = Recordings.Load(folder.File("a.edf"));
        var before = lazy.Read();
        lazy.Crop(0, 100).Save(folder.File("a.edf"));
        Assert.Equal(before[2], lazy.Read()[2]);
        Assert.Equal(25_600, Recordings.Load(folder.File("a.edf")).SampleCount);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.part"));
    }

    [Fact]
    public void AFailedSaveLeavesTheOldFile()
    {
        using var folder = new TemporaryFolder();
        sample.Save(folder.File("a.edf"));
        var bytes = File.ReadAllBytes(folder.File("a.edf"));
        var broken = sample.WithSamples([.. sample.Read().Select(r => r.Select(v => v > 1e-5 ? double.NaN : v).ToArray())], "break");
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => broken.Save(folder.File("a.edf"))).Message);
        Assert.Equal(bytes, File.ReadAllBytes(folder.File("a.edf")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void TriggerCodesBecomeEvents()
    {
        double[] codes = [0, 5, 5, 0, 65536 + 7, 7, 9, 0];
        var events = Recording.FromSamples([codes], [new("Status", ChannelKind.Stimulus, "")], 2).FindEvents("status");
        Assert.Equal(["5", "7", "9"], events.Select(e => e.Text));
        Assert.Equal([0.5, 2, 3], events.Select(e => e.Onset));
    }

    [Fact]
    public void EpochsKeepMetadataAndAverage()
    {
        var recording = sample.WithAnnotations(new([new(1, 0, "a"), new(2, 0, "b"), new(3, 0, "a")]));
        var epochs = Epochs.Cut(recording, ["a", "b"], -0.25, 0.25) with { Metadata = new Dictionary<string, IReadOnlyList<string>> { ["reaction"] = ["x", "y", "z"] } };
        var chosen = epochs.WithLabel("a");
        Assert.Equal(["x", "z"], chosen.Metadata["reaction"]);
        var mean = chosen.Average();
        Assert.Equal(2, mean.AverageCount);
        Assert.Equal(-0.25, mean.Times[0]);
        Assert.Equal((epochs.Data[0][1][7] + epochs.Data[2][1][7]) / 2, mean.Data[1][7], 1e-18);
        Assert.Equal(mean.Data[3], mean.Pick("t8").Data[0]);
    }

    [Fact]
    public void PiecesOfEqualLengthLeaveOutTheRest()
    {
        var pieces = Epochs.Cut(sample, 1.5);
        Assert.Equal(2, pieces.Count); // 1000 samples at 256 Hz
        Assert.Equal(sample.Read(384, 384)[2], pieces.Data[1][2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Epochs.Cut(sample, 10));
    }

    [Fact]
    public void ChannelsAtOtherRatesFollowACropAndAreNeverDroppedSilently()
    {
        var recording = (Recording)FormatCases.Named("WFDB two rates").Read();
        var cropped = recording.Crop(0.5, 1.5);
        Assert.Equal(recording.OtherRates[0].Read(50, 100), cropped.OtherRates[0].Read());
        var joined = Recording.Concatenate(recording.Crop(0, 0.5), recording.Crop(0.5, recording.Duration));
        Assert.Equal(recording.OtherRates[0].Read(), joined.OtherRates[0].Read());
        using var folder = new TemporaryFolder();
        Assert.Contains("DropOtherRates", Assert.Throws<ArgumentException>(() => cropped.Save(folder.File("a.vhdr"))).Message);
        Assert.Contains("DropOtherRates", Assert.Throws<ArgumentException>(() => cropped.Save(folder.File("a.hea"))).Message);
        cropped.DropOtherRates().Save(folder.File("a.edf"));
    }

    [Fact]
    public void SpikeTrainsBinCropAndRefuseStrays()
    {
        var trains = new SpikeTrains([[0.9, 0.1, 0.55], [1.9]], 2, Provenance.Of("x"));
        Assert.Equal([[2, 1], [0, 1]], new SpikeTrains([[0.9, 0.1, 1.5], [1.9]], 2, Provenance.Of("x")).Bin(1));
        Assert.Equal([0.1, 0.55, 0.9], trains.Times[0]);
        Assert.Equal([1.5, 0.5], trains.Rates);
        Assert.Equal(0.05, trains.Crop(0.5, 1).Times[0][0], 1e-12);
        Assert.Throws<ArgumentException>(() => new SpikeTrains([[2.5]], 2, Provenance.Of("x")));
    }
}
