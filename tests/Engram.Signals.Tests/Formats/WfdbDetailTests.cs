using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

/// <summary>WFDB beyond the battery: segments, rates, skew, annotations and what the header says in comments.</summary>
public sealed class WfdbDetailTests
{
    [Fact]
    public void SegmentsKeepTheirTimesAndChannels()
    {
        // layout: II and V; segment s has V only, then a gap, then both
        var recording = (Recording)FormatCases.Named("WFDB segments").Read();
        Assert.Equal(["II", "V"], recording.Channels.Select(c => c.Name));
        Assert.Equal(260, recording.SampleCount);
        var rows = recording.Read();
        Assert.All(rows[0][..160], v => Assert.True(double.IsNaN(v)));
        Assert.All(rows[1][..100].Concat(rows[1][160..]).Concat(rows[0][160..]), v => Assert.True(double.IsFinite(v)));
        Assert.All(rows[1][100..160], v => Assert.True(double.IsNaN(v)));
    }

    [Fact]
    public void SignalsOfSeveralSamplesAFrameHaveTheirOwnRate()
    {
        var recording = (Recording)FormatCases.Named("WFDB two rates").Read();
        Assert.Equal((200, "II"), (recording.SamplingRate, recording.Channels[0].Name));
        var slow = Assert.Single(recording.OtherRates);
        Assert.Equal((100, "PLETH", ChannelKind.Ppg), (slow.SamplingRate, slow.Channels[0].Name, slow.Channels[0].Kind));
        Assert.Equal(recording.SampleCount, 2 * slow.SampleCount);
        RecordingBattery.WindowsEqualTheWhole(slow);
    }

    [Fact]
    public void SkewMovesASignalBack()
    {
        byte[] data = [.. Enumerable.Range(0, 10).SelectMany(i => new byte[] { (byte)i, 0, (byte)(10 * i), 0 })];
        var recording = Read("a 2 100 10\na.dat 16 1/V 16 0 0 0 0 I\na.dat 16:3 1/V 16 0 0 0 0 II\n", ("a.dat", data));
        Assert.Equal([30.0, 40, 50, 60, 70, 80, 90, double.NaN, double.NaN, double.NaN], recording.Read()[1]);
        Assert.Equal(9, recording.Read()[0][9]);
    }

    [Fact]
    public void TheStagedRecordWithSkewAndTwoRatesHoldsItsChecksums()
    {
        var folder = StagedData.Folder("mimic-waveforms");
        Assert.SkipWhen(folder is null, "the staged recordings are not here");
        var recording = Recordings.Load(Path.Combine(folder, "03700181"));
        Assert.Empty(recording.Provenance.Warnings);
        Assert.Equal(500, recording.SamplingRate);
        Assert.Equal(["ABP", "RESP"], recording.OtherRates[0].Channels.Select(c => c.Name));
        Assert.Equal("Pa", recording.OtherRates[0].Channels[0].Unit);
        Assert.InRange(recording.OtherRates[0].Read()[0].Where(double.IsFinite).Average(), 4_000, 20_000); // 30 to 150 mmHg
        Assert.Equal(new DateTime(1994, 8, 15, 17, 27, 45), recording.StartTime);
        Assert.NotEmpty(WfdbReader.ReadAnnotations(Path.Combine(folder, "03700181.gqrsh"), 125));
    }

    [Fact]
    public void CommentsAreMetadata()
    {
        var recording = Read("a 1 100 2\na.dat 16 1/V 16 0 0 0 0 I\n#Age: 63\n# <sex>: F\n#no colon here\n", ("a.dat", [1, 0, 2, 0]));
        Assert.Equal(("63", "F", "no colon here"), (recording.Metadata["Age"], recording.Metadata["sex"], recording.Metadata["comments"]));
    }

    [Fact]
    public void AnnotationsSurviveLongPausesChannelsAndTexts()
    {
        var channels = SampleRecordings.Make().Channels;
        Annotations written = new(
        [
            new(0, 0, "N"), new(1000, 0, "V"), new(1000.004, 0, "+ (AFIB"), new(40_000_000, 0, "a note of its own") { Channels = ["ECG"] }, new(40_000_001, 0, "~"),
        ]);
        var bytes = WfdbAnnotations.Write(written, 250, channels);
        Assert.Equal(written, WfdbAnnotations.Read(SignalFile.FromBytes("a.atr", bytes), 250, [.. channels.Select(c => c.Name)]));
    }

    private static Recording Read(string header, params (string Name, byte[] Bytes)[] files) =>
        new WfdbReader().Read(SignalFile.FromBytes("a.hea", System.Text.Encoding.UTF8.GetBytes(header), files.ToDictionary(f => f.Name, f => f.Bytes)));
}
