using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Engram.Rendering.Imaging;

/// <summary>
/// Portable Network Graphics (ISO/IEC 15948): up to 256 colours as a palette, which keeps maps and grey pictures small, else red,
/// green, blue and opacity. The same picture gives the same bytes.
/// </summary>
public static class PngWriter
{
    private const byte PaletteKind = 3;
    private const byte ColourAndOpacityKind = 6;
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>The file's bytes.</summary>
    /// <param name="image">The picture.</param>
    public static byte[] Write(PixelImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var colours = new Dictionary<uint, byte>();
        var indices = new byte[image.Width * image.Height];
        for (var i = 0; i < indices.Length && colours is not null; i++)
        {
            var colour = BinaryPrimitives.ReadUInt32BigEndian(image.Bytes.AsSpan(4 * i));
            if (!colours.TryGetValue(colour, out var index))
            {
                if (colours.Count == 256)
                {
                    colours = null;
                    break;
                }

                colours[colour] = index = (byte)colours.Count;
            }

            indices[i] = index;
        }

        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        (header[8], header[9]) = (8, colours is null ? ColourAndOpacityKind : PaletteKind);
        Chunk(file, "IHDR", header);
        if (colours is not null)
        {
            var ordered = colours.OrderBy(c => c.Value).Select(c => c.Key).ToArray();
            Chunk(file, "PLTE", [.. ordered.SelectMany(c => (byte[])[(byte)(c >> 24), (byte)(c >> 16), (byte)(c >> 8)])]);
            Chunk(file, "tRNS", [.. ordered.Select(c => (byte)c)]);
        }

        Chunk(file, "IDAT", Compress(colours is null ? image.Bytes : indices, image.Height, colours is null ? 4 : 1));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>The file as an address that holds it: <c>data:image/png;base64,…</c>.</summary>
    /// <param name="image">The picture.</param>
    public static string ToDataAddress(PixelImage image) => "data:image/png;base64," + Convert.ToBase64String(Write(image));

    // each row begins with the number of its filter: 0 none for palettes, 1 difference to the pixel before for colours
    private static byte[] Compress(byte[] pixels, int height, int pixelSize)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var length = pixels.Length / height;
            var row = new byte[length + 1];
            row[0] = (byte)(pixelSize == 1 ? 0 : 1);
            for (var y = 0; y < height; y++)
            {
                var source = pixels.AsSpan(y * length, length);
                for (var i = 0; i < length; i++)
                    row[i + 1] = (byte)(source[i] - (pixelSize > 1 && i >= pixelSize ? source[i - pixelSize] : 0));
                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, string kind, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] named = [.. Encoding.ASCII.GetBytes(kind), .. content];
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, CyclicRedundancy.Of(named));
        file.Write(number);
    }
}
