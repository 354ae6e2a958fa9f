namespace Engram.Signals.Formats;

/// <summary>NumPy's NPY: one array. The name in the result is the file's without extension.</summary>
public sealed class NpyReader : IFormatReader<ArrayCollection>
{
    /// <inheritdoc/>
    public string Name => "NPY";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".npy"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head is [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..];

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public ArrayCollection Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var array = NpyFormat.Decode(file.Slice(0, file.Length, "file"), file.Name);
        GC.KeepAlive(file);
        return new(new Dictionary<string, NumericArray> { [Path.GetFileNameWithoutExtension(file.Name)] = array }, file.ToProvenance());
    }
}
