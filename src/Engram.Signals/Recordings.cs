using Engram.Signals.Formats;

namespace Engram.Signals;

/// <summary>Opens recordings of any supported format.</summary>
public static class Recordings
{
    private static readonly IRecordingReader[] Readers = [new EdfReader(), new WfdbReader()];

    /// <summary>The formats that can be read.</summary>
    public static IReadOnlyList<IRecordingReader> SupportedReaders => Readers;

    /// <summary>Opens a recording; samples are read when they are asked for.</summary>
    /// <param name="path">A file: EDF or EDF+ (<c>.edf</c>), WFDB (<c>.hea</c>, or the record name without extension).</param>
    /// <exception cref="FileNotFoundException">The file, or one that it names, does not exist.</exception>
    /// <exception cref="SignalFormatException">The file is no valid file of its format.</exception>
    /// <exception cref="NotSupportedException">No reader knows the extension.</exception>
    public static Recording Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path) && File.Exists(path + ".hea"))
            path += ".hea";
        var reader = Array.Find(Readers, r => r.Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()))
            ?? throw new NotSupportedException($"'{Path.GetFileName(path)}': no reader for this extension. Known: {string.Join(", ", Readers.SelectMany(r => r.Extensions))}.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"No file '{path}'.", path);
        return reader.Read(path);
    }
}
