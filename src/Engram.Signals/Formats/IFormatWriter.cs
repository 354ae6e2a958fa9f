namespace Engram.Signals.Formats;

/// <summary>Writes one file format.</summary>
/// <typeparam name="T">What it writes.</typeparam>
public interface IFormatWriter<in T>
{
    /// <summary>Name of the format.</summary>
    string Name { get; }

    /// <summary>File extensions, lower case, with the dot.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>The files that hold the value, the one to open first.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="name">Name of the first file, without folders.</param>
    /// <returns>Name and content of each file.</returns>
    /// <exception cref="ArgumentException">The format cannot hold the value.</exception>
    IReadOnlyList<FileContent> Encode(T value, string name);
}
