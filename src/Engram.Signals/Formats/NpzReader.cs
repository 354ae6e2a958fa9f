using System.IO.Compression;

namespace Engram.Signals.Formats;

/// <summary>NumPy's NPZ: a zip archive of NPY files.</summary>
public sealed class NpzReader : IFormatReader<ArrayCollection>
{
    // Deflate cannot shrink by more than this; an entry that claims more is a lie.
    private const long LargestRatio = 1032;

    /// <inheritdoc/>
    public string Name => "NPZ";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".npz"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => false;

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public ArrayCollection Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var arrays = new Dictionary<string, NumericArray>();
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file.All()), ZipArchiveMode.Read);
            foreach (var entry in archive.Entries)
            {
                if (!entry.FullName.EndsWith(".npy", StringComparison.Ordinal))
                    throw new SignalFormatException(file.Name, 0, "entry", $"expected .npy files, got \"{entry.FullName}\"");
                if (entry.Length > Math.Max(file.Length, entry.CompressedLength) * LargestRatio || entry.Length > Array.MaxLength)
                    throw new SignalFormatException(file.Name, 0, entry.FullName, $"claims {entry.Length} bytes, more than a file of {file.Length} bytes can hold");
                using var stream = entry.Open();
                using var content = new MemoryStream();
                stream.CopyTo(content);
                arrays[entry.FullName[..^4]] = NpyFormat.Decode(content.GetBuffer().AsSpan(0, (int)content.Length), $"{file.Name}/{entry.FullName}");
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new SignalFormatException(file.Name, 0, "zip archive", error.Message);
        }

        return new(arrays, file.ToProvenance());
    }
}
