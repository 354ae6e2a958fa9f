using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>Writes NIfTI-1 with single-precision voxels and the affine as sform, in millimetres and seconds; gzipped when the name ends in <c>.gz</c>.</summary>
public sealed class NiftiWriter : IFormatWriter<Volume>
{
    private const int HeaderBytes = 352; // 348 and the mark that no extension follows

    /// <inheritdoc/>
    public string Name => "NIfTI";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".nii", ".nii.gz"];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are more than 7 axes, or one is longer than 32767.</exception>
    public IReadOnlyList<FileContent> Encode(Volume value, string name)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Shape.Count is < 1 or > 7 || value.Shape.Any(n => n > short.MaxValue))
            throw new ArgumentException($"Expected 1 to 7 axes of at most {short.MaxValue}, got {string.Join("×", value.Shape)}.", nameof(value));
        return [new(name, stream =>
        {
            if (!name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                Write(value, stream);
                return;
            }

            using var packed = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            Write(value, packed);
        })];
    }

    private static void Write(Volume volume, Stream stream)
    {
        var header = new byte[HeaderBytes];
        void Short(int at, int value) => BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(at), (short)value);
        void Float(int at, double value) => BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(at), (float)value);
        BinaryPrimitives.WriteInt32LittleEndian(header, 348);
        Short(40, volume.Shape.Count);
        for (var i = 0; i < 7; i++)
            Short(42 + (2 * i), i < volume.Shape.Count ? volume.Shape[i] : 1);
        Short(70, 16); // float32
        Short(72, 32);
        Float(76, 1);
        for (var i = 0; i < volume.VoxelSizes.Count; i++)
            Float(80 + (4 * i), i < 3 ? volume.VoxelSizes[i] * 1e3 : volume.VoxelSizes[i]);
        Float(108, HeaderBytes);
        Float(112, 1);
        header[123] = 2 | 8; // millimetres, seconds
        var description = Encoding.Latin1.GetBytes(volume.Metadata.GetValueOrDefault("description", ""));
        description.AsSpan(0, Math.Min(79, description.Length)).CopyTo(header.AsSpan(148));
        Short(254, 1);
        for (var r = 0; r < 3; r++)
        {
            for (var c = 0; c < 4; c++)
                Float(280 + (16 * r) + (4 * c), volume.Affine[r, c] * 1e3);
        }

        "n+1\0"u8.CopyTo(header.AsSpan(344));
        stream.Write(header);
        stream.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(volume.Data.AsSpan()));
    }
}
