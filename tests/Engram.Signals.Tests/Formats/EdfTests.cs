using System.Text;
using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

public sealed class EdfTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("engram-edf-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void RealRecordingEqualsMne()
    {
        var data = StagedData.Folder("eegmmidb-s001");
        Assert.SkipWhen(data is null, "the staged recordings are not here");
        var recording = Recordings.Load(Path.Combine(data, "S001R04.edf"));
        var expected = Oracle.Values.GetProperty("edf");
        Assert.Equal(expected.GetProperty("rate").GetDouble(), recording.SamplingRate);
        Assert.Equal(expected.GetProperty("shape")[0].GetInt32(), recording.Channels.Count);
        Assert.Equal(expected.GetProperty("shape")[1].GetInt64(), recording.SampleCount);
        Assert.Equal(expected.GetProperty("channels").EnumerateArray().Select(c => c.GetString()!.TrimEnd('.')), recording.Channels.Select(c => c.Name));

        // lazily read windows equal the whole, and both equal MNE's volts
        var start = expected.GetProperty("window_start").GetInt64();
        var window = recording.Read(start, 10);
        var all = recording.Read();
        var rows = expected.GetProperty("window").EnumerateArray().Select(Oracle.Vector).ToArray();
        for (var c = 0; c < rows.Length; c++)
        {
            Assert.Equal(all[c][(int)start..((int)start + 10)], window[c]);
            for (var t = 0; t < 10; t++)
                Assert.Equal(rows[c][t], window[c][t], 12);
        }

        var sums = Oracle.Vector(expected.GetProperty("row_sums"));
        for (var c = 0; c < sums.Length; c++)
            Assert.Equal(sums[c], all[c].Sum(), 8);
        var events = expected.GetProperty("annotations").EnumerateArray().ToArray();
        Assert.Equal(events.Length, recording.Annotations.Count);
        for (var i = 0; i < events.Length; i++)
        {
            Assert.Equal(events[i][0].GetDouble(), recording.Annotations[i].Onset, 6);
            Assert.Equal(events[i][2].GetString(), recording.Annotations[i].Text);
        }
    }

    [Fact]
    public void PickAndCropCommute()
    {
        var recording = Recordings.Load(Write(Sample()));
        var a = recording.Pick("C4", "C3").Crop(0.5, 1.5).Read();
        var b = recording.Crop(0.5, 1.5).Preload().Pick("C4", "C3").Read();
        Assert.Equal(b, a);
        Assert.Equal(100, a[0].Length);
    }

    [Fact]
    public void ATruncatedFileGivesWhatIsThereAndSaysWhatIsMissing()
    {
        var bytes = Sample();
        var recording = Recordings.Load(Write(bytes[..^400]));
        Assert.Equal(100, recording.SampleCount);
        Assert.Contains(recording.Provenance.Warnings, w => w.Contains("missing", StringComparison.Ordinal) && w.Contains("1 s", StringComparison.Ordinal));
        Assert.Throws<SignalFormatException>(() => Recordings.Load(Write(bytes[..300])));
    }

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.edf");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    // two seconds of two channels at 100 Hz, ±100 µV over the whole 16-bit range, and annotations
    private static byte[] Sample()
    {
        var text = new StringBuilder();
        void Field(string value, int width) => text.Append(value.PadRight(width));
        Field("0", 8);
        Field("X", 80);
        Field("X", 80);
        Field("01.01.2001.01.01", 16);
        Field("1024", 8);
        Field("EDF+C", 44);
        Field("2", 8);
        Field("1", 8);
        Field("3", 4);
        string[][] fields = [["C3..", "C4..", "EDF Annotations"], ["", "", ""], ["uV", "uV", ""], ["-100", "-100", "-1"], ["100", "100", "1"], ["-32768", "-32768", "-32768"], ["32767", "32767", "32767"], ["", "", ""], ["100", "100", "30"], ["", "", ""]];
        int[] widths = [16, 80, 8, 8, 8, 8, 8, 80, 8, 32];
        for (var f = 0; f < widths.Length; f++)
        {
            foreach (var value in fields[f])
                Field(value, widths[f]);
        }

        var bytes = new List<byte>(Encoding.ASCII.GetBytes(text.ToString()));
        for (var record = 0; record < 2; record++)
        {
            for (var channel = 0; channel < 2; channel++)
            {
                for (var t = 0; t < 100; t++)
                    bytes.AddRange(BitConverter.GetBytes((short)(((record * 100) + t) * (channel + 1))));
            }

            var list = $"+{record}\u0014\u0014\0+{record}.25\u00150.5\u0014T{record}\u0014\0";
            bytes.AddRange(Encoding.ASCII.GetBytes(list.PadRight(60, '\0')));
        }

        return [.. bytes];
    }

    // 256, 32 and 1 Hz; a duration that fills the records and one that does not
    [Theory]
    [InlineData(EdfVariant.Edf, 20)]
    [InlineData(EdfVariant.Bdf, 20)]
    [InlineData(EdfVariant.Edf, 7)]
    public void SeveralRatesAreWrittenAndComeBack(EdfVariant variant, int seconds)
    {
        Recording Make(double rate, string[] names) => Recording.FromSamples(
            [.. names.Select((_, c) => Enumerable.Range(0, (int)(rate * seconds)).Select(t => 1e-5 * (c + 1) * Math.Sin(0.3 * t)).ToArray())],
            [.. names.Select(n => new Channel(n, ChannelKind.Eeg, "V"))], rate);
        var fast = Make(256, ["Fp1", "Cz"]);
        var all = new Recording(fast.Source, fast.Channels, 256, new([new(1.25, 0.5, "go")]), fast.Provenance) { StartTime = new(2020, 5, 4, 3, 2, 1), OtherRates = [Make(32, ["Resp"]), Make(1, ["Temp", "Pos"])] };
        var writer = new EdfWriter(variant);
        var bytes = Assert.Single(writer.Encode(all, "a.edf")).ToBytes();
        var read = new EdfReader(variant).Read(SignalFile.FromBytes("a.edf", bytes));
        Assert.Equal(["Fp1", "Cz"], read.Channels.Select(c => c.Name));
        Assert.Equal("go", Assert.Single(read.Annotations).Text);
        Recording[] wanted = [all, .. all.OtherRates], found = [read, .. read.OtherRates];
        Assert.Equal(wanted.Select(w => (w.SamplingRate, w.SampleCount)), found.Select(f => (f.SamplingRate, f.SampleCount)));
        foreach (var (w, f) in wanted.Zip(found))
        {
            Assert.Equal(w.Channels.Select(c => c.Name), f.Channels.Select(c => c.Name));
            foreach (var (x, y) in w.Read().Zip(f.Read()))
                Assert.All(x.Zip(y), p => Assert.Equal(p.First, p.Second, 1e-9));
        }

        Assert.Equal(bytes, Assert.Single(writer.Encode(read, "a.edf")).ToBytes());
        using var folder = new TemporaryFolder();
        all.Save(folder.File("a" + writer.Extensions[0]));
        Assert.Equal(2, Recordings.Load(folder.File("a" + writer.Extensions[0])).OtherRates.Count);
        var shorter = new Recording(fast.Source, fast.Channels, 256, Annotations.None, fast.Provenance) { OtherRates = [Make(32, ["Resp"]).Crop(0, seconds / 2)] };
        Assert.Contains("one duration", Assert.Throws<ArgumentException>(() => writer.Encode(shorter, "a.edf")).Message);
        var odd = new Recording(fast.Source, fast.Channels, 256, Annotations.None, fast.Provenance) { OtherRates = [Make(Math.PI, ["Resp"])] };
        Assert.Contains("3.14", Assert.Throws<ArgumentException>(() => writer.Encode(odd, "a.edf")).Message);
    }
}
