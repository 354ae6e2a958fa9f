using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

/// <summary>FIFF beyond the battery: split recordings, geometry, files that hold something else.</summary>
public sealed class FiffDetailTests
{
    [Fact]
    public void ASplitRecordingIsReadWhole()
    {
        var part = SignalFile.FromBytes("s.fif", Linked("t.fif"), new Dictionary<string, byte[]> { ["t.fif"] = FormatCases.FixtureBytes("small_raw.fif") });
        var whole = new FiffRawReader().Read(part);
        var one = new FiffRawReader().Read(SignalFile.FromBytes("one.fif", FormatCases.FixtureBytes("small_raw.fif")));
        Assert.Equal(2 * one.SampleCount, whole.SampleCount);
        Assert.Equal(one.Read()[1], whole.Read(one.SampleCount, (int)one.SampleCount)[1]);
        Assert.Empty(whole.Provenance.Warnings);
    }

    [Fact]
    public void AMissingPartIsSaid()
    {
        var recording = new FiffRawReader().Read(SignalFile.FromBytes("s.fif", Linked("gone.fif")));
        Assert.Contains(recording.Provenance.Warnings, w => w.Contains("gone.fif", StringComparison.Ordinal) && w.Contains("missing", StringComparison.Ordinal));
    }

    [Fact]
    public void AFileOfAveragesSaysHowToOpenIt() =>
        Assert.Contains("Fiff.LoadEvoked", Assert.Throws<SignalFormatException>(() => new FiffRawReader().Read(SignalFile.FromBytes("a-ave.fif", FormatCases.FixtureBytes("small-ave.fif")))).Message);

    [Fact]
    public void CoilsHaveDirectionsAndTheHeadItsFiducials()
    {
        var folder = StagedData.Folder("mne-meg-eeg");
        Assert.SkipWhen(folder is null, "the staged recordings are not here");
        var evoked = Fiff.LoadEvoked(Path.Combine(folder, "test-ave.fif.gz"))[0];
        var coils = evoked.Channels.Where(c => c.Kind is ChannelKind.Magnetometer or ChannelKind.Gradiometer).ToArray();
        Assert.Equal(306, coils.Length);
        Assert.Equal(204, coils.Count(c => c.Kind == ChannelKind.Gradiometer && c.Unit == "T/m"));
        Assert.All(coils, c =>
        {
            var g = c.Geometry!;
            Assert.Equal(1, g.Normal!.Value.Length, 1e-4);
            Assert.Equal(1, g.AxisX!.Value.Cross(g.AxisY!.Value).Dot(g.Normal.Value), 1e-3); // a right-handed frame
            Assert.InRange(g.Position.Length, 0.05, 0.2);
        });
        var head = Fiff.LoadDigitization(Path.Combine(folder, "test-ave.fif.gz"));
        Assert.Equal(0, head["LPA"].Y, 1e-3);
        Assert.True(head["LPA"].X < 0 && head["RPA"].X > 0 && head["Nz"].Y > 0);
    }

    // The fixture with a reference to a next file put in front of its last block end.
    private static byte[] Linked(string next)
    {
        var bytes = FormatCases.FixtureBytes("small_raw.fif");
        static byte[] Tag(int kind, int type, byte[] data) => [.. Big(kind), .. Big(type), .. Big(data.Length), .. Big(0), .. data];
        static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
        byte[] reference =
        [
            .. Tag(104, 3, Big(118)), .. Tag(115, 3, Big(2)), .. Tag(118, 10, System.Text.Encoding.Latin1.GetBytes(next)), .. Tag(105, 3, Big(118)),
        ];
        // the last tags are the ends of the raw and the measurement blocks and of the file
        var at = bytes.AsSpan().LastIndexOf([.. Big(105), .. Big(3), .. Big(4)]);
        return [.. bytes[..at], .. reference, .. bytes[at..]];
    }
}
