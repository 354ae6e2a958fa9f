using System.IO.Compression;

namespace Engram.Signals.Formats;

/// <summary>Writes NumPy's NPZ, compressed; entries carry a fixed date, so equal arrays give equal files.</summary>
public sealed class NpzWriter : IFormatWriter<IReadOnlyDictionary<string, NumericArray>>
{
    /// <inheritdoc/>
    public string Name => "NPZ";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".npz"];

    /// <inheritdoc/>
    public IReadOnlyList<FileContent> Encode(IReadOnlyDictionary<string, NumericArray> value, string name)
    {
        ArgumentNullException.ThrowIfNull(value);
        return [new(name, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (key, array) in value)
            {
                var entry = archive.CreateEntry($"{key}.npy", CompressionLevel.Optimal);
                entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var content = entry.Open();
                content.Write(NpyFormat.Encode(array));
            }
        })];
    }
}
