using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

/// <summary>Valid files for every reader of the registry.</summary>
internal static partial class FormatCases
{
    public static IReadOnlyList<FormatCase> All { get; } =
    [
        FormatCase.Written("EDF", new EdfWriter(EdfVariant.Edf), "a.edf", 3e-8),
        FormatCase.Written("BDF", new EdfWriter(EdfVariant.Bdf), "a.bdf", 1e-10),
        FormatCase.Written("WFDB", new WfdbWriter(), "a.hea", 3e-8) with { KeepsDurations = false },
        .. WfdbPackings(),
        FormatCase.Written("BrainVision", new BrainVisionWriter(), "a.vhdr", 1e-10),
        new("BrainVision", [("v.vhdr", Text(
            """
            Brain Vision Data Exchange Header File Version 1.0
            [Common Infos]
            DataFile=$b.dat
            MarkerFile=v.vmrk
            DataFormat=BINARY
            DataOrientation=VECTORIZED
            NumberOfChannels=2
            SamplingInterval=2000
            [Binary Infos]
            BinaryFormat=INT_16
            UseBigEndianOrder=YES
            [Channel Infos]
            Ch1=Fp1,,0.5,µV
            Ch2=A\1B,,10,nV
            [Coordinates]
            Ch1=1,90,90
            """)), ("v.vmrk", Text("Brain Vision Data Exchange Marker File\n[Marker Infos]\nMk1=New Segment,,1,1,0,20130101120000000000\nMk2=Stimulus,S  1,11,2,2\nMk3=New Segment,,50,1,0\n")), ("v.dat", Enumerable.Range(0, 400).Select(i => (byte)(i * 7)).ToArray())]) { Variant = "vectorised" },
        Fixture("EEGLAB", "inside.set"),
        Fixture("EEGLAB", "beside.set", "beside.fdt"),
        Fixture("GDF", "one.gdf"),
        Fixture("GDF", "two.gdf"),
        Fixture("FIFF", "small_raw.fif"),
        Fixture("FIFF", "short_raw.fif"),
        Fixture("FIFF evoked", "small-ave.fif"),
        Fixture("FIFF covariance", "small-cov.fif"),
        Fixture("NIfTI", "small.nii.gz"),
        Fixture("NIfTI", "second.nii"),
        Fixture("NIfTI", "pair.hdr", "pair.img"),
        Fixture("MGH", "small.mgz"),
        new("MGH", [("small.mgh", Unzipped("small.mgz"))]) { Variant = "unpacked" },
        Fixture("NPY", "c.npy"),
        Fixture("NPY", "f.npy"),
        Fixture("NPZ", "two.npz"),
        Fixture("MAT", "small.mat"),
        Fixture("MAT", "smallc.mat"),
        new("safetensors", [("a.safetensors", new SafetensorsWriter().Encode(new Dictionary<string, NumericArray> { ["a"] = new([1.0, 2, 3, 4, 5, 6], 2, 3), ["b"] = new([1f]) }, "a.safetensors")[0].ToBytes())]),
        new("montage", [("m.elc", Text("# ASA electrode file\nUnitPosition\tmm\nNumberPositions=\t2\nPositions\n-86.07 -19.98 -47.98\n0.4 83.1 -41\nLabels\nLPA\nNz\n"))]) { Variant = "elc" },
        new("montage", [("m.sfp", Text("# positions of a net\nFidNz 0 9.07 -2.36\nE1 3.15 9.2 -0.15\n"))]) { Variant = "sfp" },
        new("table", [("t.csv", Text("timestamps,TP9,Marker\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i / 256.0},{(i * 13) % 40},{(i == 30 ? 2 : 0)}\n"))))]),
    ];

    public static TheoryData<string> Names => [.. All.Select(c => c.ToString())];

    public static TheoryData<string> RecordingNames => [.. All.Where(c => c.Format is IFormatReader<Recording>).Select(c => c.ToString())];

    public static TheoryData<string> WrittenNames => [.. All.Where(c => c.Writer is not null).Select(c => c.ToString())];

    /// <summary>The bytes of a file that tests/oracles/signal_formats.py wrote.</summary>
    public static byte[] FixtureBytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "formats", name));

    public static FormatCase Named(string name) => All.Single(c => c.ToString() == name);

    private static FormatCase Fixture(string reader, params string[] names) => new(reader, [.. names.Select(n => (n, FixtureBytes(n)))]) { Variant = names[0] };

    private static byte[] Unzipped(string name)
    {
        using var unpacked = new MemoryStream();
        using var stream = new System.IO.Compression.GZipStream(new MemoryStream(FixtureBytes(name)), System.IO.Compression.CompressionMode.Decompress);
        stream.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
