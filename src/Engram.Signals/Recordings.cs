using Engram.Signals.Formats;

namespace Engram.Signals;

/// <summary>Opens and saves recordings of any supported format.</summary>
public static class Recordings
{
    /// <summary>The formats that can be read.</summary>
    public static IReadOnlyList<IFormatReader<Recording>> SupportedReaders => SignalFormats.ReadersOf<Recording>();

    /// <summary>Opens a recording; samples are read when they are asked for.</summary>
    /// <param name="path">A file, recognised by its content or else its extension; a WFDB record name needs none.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="SignalFormatException">The file is no valid file of its format, or one that it names is missing.</exception>
    /// <exception cref="NotSupportedException">No reader knows it.</exception>
    public static Recording Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return SignalFormats.Load<Recording>(!File.Exists(path) && File.Exists(path + ".hea") ? path + ".hea" : path);
    }

    /// <summary>Opens a text table (CSV, TSV) with a declared layout.</summary>
    /// <param name="path">The file, gzipped or not.</param>
    /// <param name="layout">What the columns mean.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="SignalFormatException">A row has too many or too few columns, or a field is no number.</exception>
    public static Recording LoadTable(string path, TableLayout layout) => new TableReader(layout).Read(SignalFile.Open(path));

    /// <summary>Writes a recording in the format that the extension names; a file of that name is replaced when the new one is whole.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="path">Name of the file: <c>.edf</c>, <c>.bdf</c>, <c>.vhdr</c>, <c>.hea</c>.</param>
    /// <exception cref="NotSupportedException">No writer knows the extension.</exception>
    /// <exception cref="ArgumentException">The format cannot hold the recording; of the formats only EDF+ and BDF+ hold channels at other rates (else <see cref="Recording.DropOtherRates"/>).</exception>
    public static void Save(this Recording recording, string path)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var extension = Path.GetExtension(path).ToLowerInvariant();
        var writer = SignalFormats.RecordingWriters.FirstOrDefault(w => w.Extensions.Contains(extension))
            ?? throw new NotSupportedException($"No writer for '{extension}'. Known: {string.Join(", ", SignalFormats.RecordingWriters.SelectMany(w => w.Extensions))}.");
        FileContent.Save(writer.Encode(recording, Path.GetFileName(path)), Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
