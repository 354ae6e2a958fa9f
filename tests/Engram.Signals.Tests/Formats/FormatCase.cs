using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

/// <summary>A reader of the registry with a valid file for it.</summary>
/// <param name="Reader">Name of the reader.</param>
/// <param name="Files">The file and those beside it.</param>
internal sealed record FormatCase(string Reader, IReadOnlyList<(string Name, byte[] Bytes)> Files)
{
    /// <summary>Tells cases of one reader apart.</summary>
    public string Variant { get; init; } = "";

    /// <summary>The writer that must give a fixed point; null where the format is only read.</summary>
    public IFormatWriter<Recording>? Writer { get; init; }

    /// <summary>The largest difference of a sample from <see cref="SampleRecordings"/> (V); NaN when the file holds something else.</summary>
    public double Tolerance { get; init; } = double.NaN;

    public bool KeepsDurations { get; init; } = true;

    public IFormatReader Format => SignalFormats.Readers.Single(r => r.Name == Reader);

    public object Read(IReadOnlyList<(string Name, byte[] Bytes)>? files = null)
    {
        files ??= Files;
        return Format.Read(SignalFile.FromBytes(files[0].Name, files[0].Bytes, files.ToDictionary(f => f.Name, f => f.Bytes)));
    }

    public static FormatCase Written(string reader, IFormatWriter<Recording> writer, string name, double tolerance) =>
        new(reader, Encode(writer, SampleRecordings.Make(), name)) { Writer = writer, Tolerance = tolerance };

    public static IReadOnlyList<(string Name, byte[] Bytes)> Encode(IFormatWriter<Recording> writer, Recording recording, string name) =>
        [.. writer.Encode(recording, name).Select(f => (f.Name, f.ToBytes()))];

    public override string ToString() => Variant.Length == 0 ? Reader : $"{Reader} {Variant}";
}
