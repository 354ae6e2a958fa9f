namespace Engram.Signals.Formats;

/// <summary>Reads one file format.</summary>
public interface IRecordingReader
{
    /// <summary>Name of the format.</summary>
    string Name { get; }

    /// <summary>File extensions, lower case, with the dot.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">An existing file.</param>
    /// <exception cref="SignalFormatException">The file is no valid file of the format.</exception>
    Recording Read(string path);
}
