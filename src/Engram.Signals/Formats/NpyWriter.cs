namespace Engram.Signals.Formats;

/// <summary>Writes NumPy's NPY, version 1.0.</summary>
public sealed class NpyWriter : IFormatWriter<IReadOnlyDictionary<string, NumericArray>>
{
    /// <inheritdoc/>
    public string Name => "NPY";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".npy"];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is not exactly one array.</exception>
    public IReadOnlyList<FileContent> Encode(IReadOnlyDictionary<string, NumericArray> value, string name)
    {
        ArgumentNullException.ThrowIfNull(value);
        var array = value.Count == 1 ? value.Values.First() : throw new ArgumentException($"Expected one array for an NPY file, got {value.Count}; NPZ holds several.", nameof(value));
        return [new(name, stream => stream.Write(NpyFormat.Encode(array)))];
    }
}
