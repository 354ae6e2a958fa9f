using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

public sealed class WfdbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("engram-wfdb-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Record100HasItsChecksumsAndItsBeats()
    {
        var data = StagedData.Folder("mitdb-100");
        Assert.SkipWhen(data is null, "the staged recordings are not here");
        var recording = Recordings.Load(Path.Combine(data, "100"));
        Assert.Empty(recording.Provenance.Warnings); // both signal checksums hold
        Assert.Equal(["MLII", "V5"], recording.Channels.Select(c => c.Name));
        Assert.Equal(650000, recording.SampleCount);
        Assert.Equal(360, recording.SamplingRate);
        Assert.Equal(2274, recording.Annotations.Count);
        Assert.Equal(2239, recording.Annotations.Count(a => a.Text == "N"));
        Assert.Equal((995 - 1024) / 200.0 * 1e-3, recording.Read(0, 1)[0][0], 12);
    }

    [Fact]
    public void AMissingSignalFileIsNamed()
    {
        File.WriteAllText(Path.Combine(folder, "a.hea"), "a 1 360 100\nb.dat 16 200 16 0 0 0 0 ECG\n");
        var error = Assert.Throws<SignalFormatException>(() => Recordings.Load(Path.Combine(folder, "a")));
        Assert.Contains("b.dat", error.Message);
        Assert.Contains("a.hea", error.Message);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a\n", "record line")]
    [InlineData("a 2 360\nb.dat 16\n", "number of signals")]
    [InlineData("a 1 360\nb.dat x\n", "signal line")]
    public void HeadersThatAreNoHeadersAreRefused(string text, string field)
    {
        var path = Path.Combine(folder, "a.hea");
        File.WriteAllText(path, text);
        Assert.Contains(field, Assert.Throws<SignalFormatException>(() => Recordings.Load(path)).Message);
    }

    [Theory]
    [InlineData(16, new byte[] { 1, 0, 255, 255 }, new[] { 1, -1 })]
    [InlineData(61, new byte[] { 0, 1, 255, 255 }, new[] { 1, -1 })]
    [InlineData(80, new byte[] { 129, 127 }, new[] { 1, -1 })]
    [InlineData(160, new byte[] { 1, 128, 255, 127 }, new[] { 1, -1 })]
    [InlineData(8, new byte[] { 1, 254 }, new[] { 6, 4 })]
    [InlineData(212, new byte[] { 0x01, 0xF0, 0xFF }, new[] { 1, -1 })]
    [InlineData(24, new byte[] { 1, 0, 0, 255, 255, 255 }, new[] { 1, -1 })]
    [InlineData(32, new byte[] { 1, 0, 0, 0, 255, 255, 255, 255 }, new[] { 1, -1 })]
    [InlineData(310, new byte[] { 0x02, 0x10, 0xFE, 0xFF }, new[] { 1, -1, -30 })] // words 0x1002, 0xFFFE
    [InlineData(311, new byte[] { 0x01, 0xFC, 0xEF, 0x3F }, new[] { 1, -1, -2 })] // 0x3FEFFC01
    public void PackingsUnpack(int format, byte[] bytes, int[] expected)
    {
        File.WriteAllText(Path.Combine(folder, "p.hea"), $"p 1 100\np.dat {format} 1(0)/NU 12 0 5 0 0 X\n");
        File.WriteAllBytes(Path.Combine(folder, "p.dat"), bytes);
        Assert.Equal(expected.Select(v => (double)v), Recordings.Load(Path.Combine(folder, "p")).Read()[0]);
    }

    // numbers of samples around the eight frames that are unpacked together, and enough for several threads
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(1001)]
    [InlineData(300_001)]
    public void TwoAlternatingSignalsOf12BitsUnpackTogether(int frames)
    {
        var random = new Random(frames);
        var digital = Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, frames).Select(_ => random.Next(9) == 0 ? -2048 : random.Next(-2047, 2048)).ToArray()).ToArray();
        var bytes = new byte[3 * frames];
        for (var i = 0; i < frames; i++)
            (bytes[3 * i], bytes[(3 * i) + 1], bytes[(3 * i) + 2]) = ((byte)digital[0][i], (byte)(((digital[0][i] >> 8) & 15) | ((digital[1][i] >> 4) & 0xF0)), (byte)digital[1][i]);
        string Header(int change) => $"a 2 360 {frames}\na.dat 212 200(10)/V 12 0 0 {(short)digital[0].Sum()} 0 A\na.dat 212 3(-7)/V 12 0 0 {(short)(digital[1].Sum() + change)} 0 B\n";
        File.WriteAllText(Path.Combine(folder, "a.hea"), Header(0));
        File.WriteAllBytes(Path.Combine(folder, "a.dat"), bytes);
        var recording = Recordings.Load(Path.Combine(folder, "a"));
        Assert.Empty(recording.Provenance.Warnings);
        double[][] expected = [Array.ConvertAll(digital[0], d => d == -2048 ? double.NaN : (d - 10) / 200.0), Array.ConvertAll(digital[1], d => d == -2048 ? double.NaN : (d + 7) / 3.0)];
        void Same(double[] wanted, double[] found)
        {
            Assert.Equal(wanted.Length, found.Length);
            for (var i = 0; i < wanted.Length; i++)
            {
                if (!(Math.Abs(wanted[i] - found[i]) < 1e-12 || (double.IsNaN(wanted[i]) && double.IsNaN(found[i]))))
                    Assert.Fail($"sample {i}: expected {wanted[i]}, got {found[i]}");
            }
        }

        var rows = recording.Read();
        Same(expected[0], rows[0]);
        Same(expected[1], rows[1]);
        var turned = recording.Pick("B", "A").Read(frames / 3, frames - (frames / 3));
        Same(expected[1][(frames / 3)..], turned[0]);
        Same(expected[0][(frames / 3)..], turned[1]);
        var one = new double[frames];
        recording.Read(1, 0, one);
        Assert.Equal(rows[1], one); // bit for bit

        File.WriteAllText(Path.Combine(folder, "a.hea"), Header(1));
        Assert.Contains(Recordings.Load(Path.Combine(folder, "a")).Provenance.Warnings, w => w.Contains("a.dat, B: checksum", StringComparison.Ordinal));
    }

    [Fact]
    public void AWrongChecksumIsReported()
    {
        File.WriteAllText(Path.Combine(folder, "a.hea"), "a 1 360 2\nb.dat 16 200 16 0 1 77 0 ECG\n");
        File.WriteAllBytes(Path.Combine(folder, "b.dat"), [1, 0, 2, 0]);
        Assert.Contains(Recordings.Load(Path.Combine(folder, "a")).Provenance.Warnings, w => w.Contains("checksum 3", StringComparison.Ordinal) && w.Contains("77", StringComparison.Ordinal));
    }
}
