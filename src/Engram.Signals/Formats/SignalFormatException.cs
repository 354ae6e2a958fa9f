namespace Engram.Signals.Formats;

/// <summary>A file breaks the rules of its format.</summary>
public sealed class SignalFormatException : FormatException
{
    /// <summary>Names file, place and problem.</summary>
    /// <param name="file">File name.</param>
    /// <param name="offset">Byte offset of the field, or the line number of a text file.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="problem">What was expected and what came.</param>
    public SignalFormatException(string file, long offset, string field, string problem)
        : base($"{System.IO.Path.GetFileName(file)}, {field} at {offset}: {problem}") => (File, Offset, Field) = (System.IO.Path.GetFileName(file), offset, field);

    /// <summary>Not for use: a message without file and field does not help.</summary>
    public SignalFormatException()
        : this("", 0, "", "")
    {
    }

    /// <summary>A message alone.</summary>
    /// <param name="message">What went wrong.</param>
    public SignalFormatException(string message)
        : base(message)
    {
    }

    /// <summary>A message and its cause.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    public SignalFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>File name, without folders.</summary>
    public string File { get; } = "";

    /// <summary>Byte offset of the field, or line number.</summary>
    public long Offset { get; }

    /// <summary>Name of the field.</summary>
    public string Field { get; } = "";
}
