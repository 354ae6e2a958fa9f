namespace Engram.Signals.Formats;

/// <summary>A reader in the registry, whatever it reads.</summary>
public interface IFormatReader
{
    /// <summary>Name of the format.</summary>
    string Name { get; }

    /// <summary>File extensions, lower case, with the dot.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether the first bytes are those of this format; formats without a signature say no and are found by their extension.</summary>
    /// <param name="head">The first bytes of the file, up to 512.</param>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="SignalFormatException">The file is no valid file of the format.</exception>
    object Read(SignalFile file);
}
