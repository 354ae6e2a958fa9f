using System.Text;
using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

/// <summary>The corners of EDF: gaps, several rates, annotations alone, content before extension.</summary>
public sealed class EdfDetailTests
{
    [Fact]
    public void GapsReadAsNaNAtTheirTimes()
    {
        // two records of 1 s at 10 Hz; the second starts 2.5 s after the first
        var recording = Read(Bytes("EDF+D", "1", [("C3", "uV", 10), ("EDF Annotations", "", 20)], ["+0\u0014\u0014\0+0.5\u0014a\u0014\0", "+2.5\u0014\u0014\0+2.7\u0014b\u0014\0"]));
        Assert.Equal(35, recording.SampleCount);
        var row = recording.Read()[0];
        Assert.All(row[10..25], v => Assert.True(double.IsNaN(v)));
        Assert.All(row[..10].Concat(row[25..]), v => Assert.True(double.IsFinite(v)));
        Assert.Equal([("a", 0.5, 0.0), ("BAD_gap", 1.0, 1.5), ("b", 2.7, 0.0)], recording.Annotations.Select(a => (a.Text, a.Onset, a.Duration)));
        RecordingBattery.WindowsEqualTheWhole(recording);
    }

    [Fact]
    public void RecordsThatRunBackwardsAreRefused() =>
        Assert.Equal("time stamp", Assert.Throws<SignalFormatException>(() => Read(Bytes("EDF+D", "1", [("C3", "uV", 10), ("EDF Annotations", "", 20)], ["+5\u0014\u0014\0", "+1\u0014\u0014\0"]))).Field);

    [Fact]
    public void ChannelsOfOtherRatesAreKeptApart()
    {
        var recording = Read(Bytes("EDF", "2", [("C3", "uV", 100), ("Resp nasal", "", 10), ("C4", "uV", 100)], [null, null]));
        Assert.Equal(["C3", "C4"], recording.Channels.Select(c => c.Name));
        Assert.Equal(50, recording.SamplingRate);
        var slow = Assert.Single(recording.OtherRates);
        Assert.Equal(5, slow.SamplingRate);
        Assert.Equal(20, slow.SampleCount);
        Assert.Equal(ChannelKind.Respiration, slow.Channels[0].Kind);
        Assert.Empty(recording.Provenance.Warnings);
        Assert.Contains("1 channels at other rates", recording.ToString());
    }

    [Fact]
    public void AnnotationsAloneAreARecordingWithoutChannels()
    {
        var recording = Read(Bytes("EDF+C", "0", [("EDF Annotations", "", 40)], ["+0\u0014\u0014\0+0\u001530\u0014Sleep stage W\u0014\0+30\u001590\u0014Sleep stage 1\u0014\0"]));
        Assert.Empty(recording.Channels);
        Assert.Equal(["Sleep stage W", "Sleep stage 1"], recording.Annotations.Select(a => a.Text));
        Assert.Equal(90, recording.Annotations[1].Duration);
    }

    [Fact]
    public void TheContentDecidesBeforeTheExtension()
    {
        using var folder = new TemporaryFolder();
        SampleRecordings.Make().Save(folder.File("a.bdf"));
        File.Move(folder.File("a.bdf"), folder.File("a.edf"));
        Assert.Equal(4, Recordings.Load(folder.File("a.edf")).Channels.Count);
        File.WriteAllText(folder.File("a.xyz"), "x");
        Assert.Contains(".vhdr", Assert.Throws<NotSupportedException>(() => Recordings.Load(folder.File("a.xyz"))).Message);
    }

    [Fact]
    public void ANameThatDoesNotFitIsRefused()
    {
        var recording = SampleRecordings.Make().Rename(new Dictionary<string, string> { ["Cz"] = "a name of seventeen" });
        Assert.Contains("a name of seventeen", Assert.Throws<ArgumentException>(() => new EdfWriter(EdfVariant.Edf).Encode(recording, "a.edf")).Message);
    }

    [Fact]
    public void AnOddRateIsKept()
    {
        using var folder = new TemporaryFolder();
        SampleRecordings.Make(rate: 999.4).Save(folder.File("a.edf"));
        var read = Recordings.Load(folder.File("a.edf"));
        Assert.Equal(999.4, read.SamplingRate, 1e-3);
        Assert.Equal(1000, read.SampleCount);
    }

    private static Recording Read(byte[] bytes) => new EdfReader(EdfVariant.Edf).Read(SignalFile.FromBytes("a.edf", bytes));

    // Records whose signals count 0, 1, 2 …, ±100 µV over the 16-bit range.
    private static byte[] Bytes(string kind, string seconds, (string Label, string Unit, int Samples)[] signals, string?[] lists)
    {
        var text = new StringBuilder();
        text.Append($"{"0",-8}{"X",-80}{"X",-80}01.01.0101.01.01{256 * (1 + signals.Length),-8}{kind,-44}{lists.Length,-8}{seconds,-8}{signals.Length,-4}");
        void Field(Func<(string Label, string Unit, int Samples), string> value, int width) => text.AppendJoin("", signals.Select(s => value(s).PadRight(width)));
        Field(s => s.Label, 16);
        Field(_ => "", 80);
        Field(s => s.Unit, 8);
        Field(_ => "-100", 8);
        Field(_ => "100", 8);
        Field(_ => "-32768", 8);
        Field(_ => "32767", 8);
        Field(_ => "", 80);
        Field(s => $"{s.Samples}", 8);
        Field(_ => "", 32);
        var bytes = new List<byte>(Encoding.ASCII.GetBytes(text.ToString()));
        foreach (var list in lists)
        {
            foreach (var signal in signals)
            {
                if (signal.Label == "EDF Annotations")
                    bytes.AddRange(Encoding.ASCII.GetBytes((list ?? "").PadRight(2 * signal.Samples, '\0')));
                else
                    bytes.AddRange(Enumerable.Range(0, signal.Samples).SelectMany(i => new byte[] { (byte)i, (byte)(i >> 8) }));
            }
        }

        return [.. bytes];
    }
}
