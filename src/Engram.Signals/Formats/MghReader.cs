namespace Engram.Signals.Formats;

/// <summary>FreeSurfer's MGH and MGZ volumes: big-endian voxels with direction cosines.</summary>
public sealed class MghReader : IFormatReader<Volume>
{
    private const int HeaderBytes = 284;

    /// <inheritdoc/>
    public string Name => "MGH";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".mgh", ".mgz"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => false;

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public Volume Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var bytes = file.Decompressed();
        var header = new ByteCursor(file.Name, bytes.Bytes(0, HeaderBytes, "header"), 0, isBigEndian: true);
        if (header.Int32(0, "version") != 1)
            throw new SignalFormatException(file.Name, 0, "version", $"expected 1, got {header.Int32(0, "version")}; this is no MGH file");
        var shape = new int[4];
        for (var i = 0; i < 4; i++)
        {
            shape[i] = header.Int32(4 + (4 * i), "dimensions");
            if (shape[i] < 1)
                throw new SignalFormatException(file.Name, 4 + (4 * i), "dimensions", $"expected a length from 1, got {shape[i]}");
        }

        var encoding = header.Int32(20, "type") switch
        {
            0 => SampleEncoding.UInt8,
            1 => SampleEncoding.Int32BigEndian,
            3 => SampleEncoding.Float32BigEndian,
            4 => SampleEncoding.Int16BigEndian,
            var other => throw new SignalFormatException(file.Name, 20, "type", $"expected 0, 1, 3 or 4, got {other}"),
        };
        // Without geometry FreeSurfer assumes 1 mm voxels in coronal order.
        double[] spacing = [1, 1, 1];
        double[] cosines = [-1, 0, 0, 0, 0, -1, 0, 1, 0];
        double[] centre = [0, 0, 0];
        if (header.Int16(28, "geometry flag") > 0)
        {
            for (var i = 0; i < 3; i++)
            {
                spacing[i] = header.Single(30 + (4 * i), "spacing");
                centre[i] = header.Single(78 + (4 * i), "centre");
            }

            for (var i = 0; i < 9; i++)
                cosines[i] = header.Single(42 + (4 * i), "direction cosines");
        }

        // x = M (i - N/2) + c with the columns of M the axes' directions times their spacing
        var affine = new double[4, 4];
        affine[3, 3] = 1;
        for (var r = 0; r < 3; r++)
        {
            affine[r, 3] = centre[r] * 1e-3;
            for (var k = 0; k < 3; k++)
            {
                affine[r, k] = cosines[(3 * k) + r] * spacing[k] * 1e-3;
                affine[r, 3] -= affine[r, k] * shape[k] / 2;
            }
        }

        var axes = shape[3] == 1 ? shape[..3] : shape;
        var data = VolumeDecoder.Decode(bytes, HeaderBytes, encoding, axes, 1, 0);
        return new(data, axes, affine, [.. spacing.Select(s => s * 1e-3)], file.ToProvenance());
    }
}
