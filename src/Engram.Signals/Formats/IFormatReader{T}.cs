namespace Engram.Signals.Formats;

/// <summary>Reads one file format.</summary>
/// <typeparam name="T">What a file holds: <see cref="Recording"/>, <see cref="Volume"/>, named arrays …</typeparam>
public interface IFormatReader<out T> : IFormatReader
    where T : class
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="SignalFormatException">The file is no valid file of the format.</exception>
    new T Read(SignalFile file);
}
