using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

/// <summary>The contract of all readers, run over the registry.</summary>
public sealed class ReaderBatteryTests
{
    public static TheoryData<string> Names => FormatCases.Names;

    public static TheoryData<string> RecordingNames => FormatCases.RecordingNames;

    public static TheoryData<string> WrittenNames => FormatCases.WrittenNames;

    [Fact]
    public void EveryReaderHasACase() =>
        Assert.Equal(SignalFormats.Readers.Select(r => r.Name).Order(), FormatCases.All.Select(c => c.Reader).Distinct().Order());

    [Fact]
    public void EveryWriterHasACase() =>
        Assert.Equal(SignalFormats.RecordingWriters.Select(w => w.Name).Order(), FormatCases.All.Select(c => c.Writer?.Name).OfType<string>().Distinct().Order());

    [Theory]
    [MemberData(nameof(RecordingNames))]
    public void WindowsEqualTheWhole(string name) => RecordingBattery.WindowsEqualTheWhole(Recording(name));

    [Theory]
    [MemberData(nameof(RecordingNames))]
    public void PickingAndCroppingCommute(string name) => RecordingBattery.PickingAndCroppingCommute(Recording(name));

    [Theory]
    [MemberData(nameof(RecordingNames))]
    public void MagnitudesArePlausible(string name) => RecordingBattery.MagnitudesArePlausible(Recording(name));

    [Theory]
    [MemberData(nameof(WrittenNames))]
    public void ContentSurvives(string name)
    {
        var (format, read, sample) = (FormatCases.Named(name), Recording(name), SampleRecordings.Make());
        Assert.Equal(sample.Channels.Select(c => c.Name), read.Channels.Select(c => c.Name));
        Assert.All(read.Channels, c => Assert.Equal("V", c.Unit));
        Assert.Equal(sample.SamplingRate, read.SamplingRate, 9);
        Assert.Equal(sample.SampleCount, read.SampleCount);
        var (expected, actual) = (sample.Read(), read.Read());
        for (var c = 0; c < expected.Length; c++)
        {
            for (var t = 0; t < expected[c].Length; t++)
                Assert.Equal(expected[c][t], actual[c][t], format.Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(WrittenNames))]
    public void AnnotationsSurvive(string name)
    {
        var (format, read, sample) = (FormatCases.Named(name), Recording(name), SampleRecordings.Make());
        Assert.Equal(sample.Annotations.Select(a => a.Text), read.Annotations.Select(a => a.Text));
        for (var i = 0; i < sample.Annotations.Count; i++)
        {
            Assert.Equal(sample.Annotations[i].Onset, read.Annotations[i].Onset, 0.5 / sample.SamplingRate);
            Assert.Equal(sample.Annotations[i].Channels, read.Annotations[i].Channels);
            if (format.KeepsDurations)
                Assert.Equal(sample.Annotations[i].Duration, read.Annotations[i].Duration, 0.5 / sample.SamplingRate);
        }

        Assert.Equal(sample.StartTime, read.StartTime);
    }

    [Theory]
    [MemberData(nameof(WrittenNames))]
    public void WritingWhatWasReadIsAFixedPoint(string name)
    {
        var (format, read) = (FormatCases.Named(name), Recording(name));
        var again = FormatCase.Encode(format.Writer!, read, format.Files[0].Name);
        Assert.Equal(format.Files.Select(f => f.Name), again.Select(f => f.Name));
        for (var i = 0; i < again.Count; i++)
            Assert.Equal(format.Files[i].Bytes, again[i].Bytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ATruncatedFileSaysWhatIsMissing(string name)
    {
        var format = FormatCases.Named(name);
        var largest = format.Files.Index().MaxBy(f => f.Item.Bytes.Length).Index;
        var cut = format.Files.ToArray();
        cut[largest].Bytes = cut[largest].Bytes[..(cut[largest].Bytes.Length * 6 / 10)];
        object value;
        try
        {
            value = format.Read(cut);
        }
        catch (SignalFormatException error)
        {
            Assert.NotEmpty(error.File);
            Assert.NotEmpty(error.Field);
            return;
        }

        if (value is Recording recording)
        {
            Assert.True(recording.SampleCount < ((Recording)format.Read()).SampleCount || recording.Read().Any(r => r.Any(double.IsNaN)), "nothing is missing");
            // a header that promises no length (and the differences of format 8) cannot tell
            if (format.Writer is not null)
                Assert.Contains(recording.Provenance.Warnings, w => w.Contains("missing", StringComparison.Ordinal));
            RecordingBattery.WindowsEqualTheWhole(recording);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EmptyAndTinyFilesAreTypedErrors(string name)
    {
        var format = FormatCases.Named(name);
        foreach (var length in new[] { 0, 1, 2, 16 })
        {
            var files = format.Files.ToArray();
            files[0].Bytes = files[0].Bytes[..length];
            Assert.Throws<SignalFormatException>(() => format.Read(files));
        }
    }

    [Fact]
    public void TheBatteryCatchesAReaderThatIsOneSampleOff()
    {
        var sample = SampleRecordings.Make();
        var broken = new Recording(new OneOff(sample), sample.Channels, sample.SamplingRate, sample.Annotations, sample.Provenance);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => RecordingBattery.WindowsEqualTheWhole(broken));
    }

    private static Recording Recording(string name) => (Recording)FormatCases.Named(name).Read();

    // A window that does not begin at 0 is read one sample too early.
    private sealed class OneOff(Recording inner) : ISampleSource
    {
        public int ChannelCount => inner.Channels.Count;

        public long SampleCount => inner.SampleCount;

        public void Read(int channel, long start, Span<double> target) => inner.Read(channel, Math.Max(0, start - 1), target);
    }
}
