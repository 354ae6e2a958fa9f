namespace Engram.Signals.Formats;

/// <summary>NIfTI-1 and NIfTI-2 (one file or header and image apart, gzipped or not): voxels, scaling, affine in metres.</summary>
public sealed class NiftiReader : IFormatReader<Volume>
{
    private const int Header1 = 348;
    private const int Header2 = 540;

    /// <inheritdoc/>
    public string Name => "NIfTI";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".nii", ".hdr"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head is [0x5C, 1, 0, 0, ..] or [0, 0, 1, 0x5C, ..] or [0x1C, 2, 0, 0, ..] or [0, 0, 2, 0x1C, ..];

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public Volume Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var bytes = file.Decompressed();
        var head = bytes.Head(4);
        var (isBig, isSecond) = head switch
        {
            [0x5C, 1, 0, 0] => (false, false),
            [0, 0, 1, 0x5C] => (true, false),
            [0x1C, 2, 0, 0] => (false, true),
            [0, 0, 2, 0x1C] => (true, true),
            _ => throw new SignalFormatException(file.Name, 0, "header size", $"expected {Header1} (NIfTI-1) or {Header2} (NIfTI-2), got bytes {Convert.ToHexString(head)}"),
        };
        var header = new ByteCursor(file.Name, bytes.Bytes(0, isSecond ? Header2 : Header1, "header"), 0, isBig);
        var magic = header.Text(isSecond ? 4 : 344, isSecond ? 8 : 4, "magic");
        if (magic is not ("n+1" or "ni1") && !(isSecond && (magic.StartsWith("n+2", StringComparison.Ordinal) || magic.StartsWith("ni2", StringComparison.Ordinal))))
            throw new SignalFormatException(file.Name, isSecond ? 4 : 344, "magic", $"expected n+1, ni1, n+2 or ni2, got \"{magic}\"");

        var fields = NiftiFields.Read(file.Name, header, isSecond);
        var voxels = bytes;
        var offset = fields.VoxelOffset;
        if (magic.StartsWith("ni", StringComparison.Ordinal))
        {
            var stem = Path.GetFileNameWithoutExtension(bytes.Name);
            voxels = (file.Companion(stem + ".img") ?? file.Companion(stem + ".img.gz"))?.Decompressed() ?? throw new SignalFormatException(file.Name, 0, "image file", $"'{stem}.img' is not beside the header");
        }
        else if (offset < (isSecond ? Header2 : Header1) || offset > voxels.Length)
        {
            throw new SignalFormatException(file.Name, isSecond ? 168 : 108, "voxel offset", $"expected {(isSecond ? Header2 : Header1)} to {voxels.Length}, got {offset}");
        }

        var encoding = fields.DataType switch
        {
            2 => SampleEncoding.UInt8,
            4 => isBig ? SampleEncoding.Int16BigEndian : SampleEncoding.Int16,
            8 => isBig ? SampleEncoding.Int32BigEndian : SampleEncoding.Int32,
            16 => isBig ? SampleEncoding.Float32BigEndian : SampleEncoding.Float32,
            64 => isBig ? SampleEncoding.Float64BigEndian : SampleEncoding.Float64,
            256 => SampleEncoding.Int8,
            512 => isBig ? SampleEncoding.UInt16BigEndian : SampleEncoding.UInt16,
            768 => isBig ? SampleEncoding.UInt32BigEndian : SampleEncoding.UInt32,
            1024 => isBig ? SampleEncoding.Int64BigEndian : SampleEncoding.Int64,
            1280 => isBig ? SampleEncoding.UInt64BigEndian : SampleEncoding.UInt64,
            _ => throw new SignalFormatException(file.Name, isSecond ? 12 : 70, "data type", $"expected a real number type (2, 4, 8, 16, 64, 256, 512, 768, 1024, 1280), got {fields.DataType}"),
        };
        var data = VolumeDecoder.Decode(voxels, offset, encoding, fields.Shape, fields.Slope, fields.Intercept);
        return new(data, fields.Shape, fields.Affine, fields.VoxelSizes, file.ToProvenance())
        {
            Metadata = fields.Description.Length > 0 ? new Dictionary<string, string> { ["description"] = fields.Description } : [],
        };
    }
}
