using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Engram.Rendering.Imaging;

namespace Engram.Rendering.Tests;

/// <summary>The encoder against a decoder written from the standard (chunks, inflate, filters 0 and 1).</summary>
public class PngTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 5, 30)]
    [InlineData(40, 31, 256)]
    [InlineData(40, 31, 257)]
    [InlineData(64, 64, 4096)]
    public void EveryPixelComesBack(int width, int height, int colours)
    {
        var image = new PixelImage(width, height);
        for (var i = 0; i < width * height; i++)
            image[i % width, i / width] = ((byte)(i % colours), (byte)((i % colours) >> 8), (byte)(i % colours * 7), (byte)(255 - (i % colours % 3)));
        Assert.Equal(image.Bytes, Decode(PngWriter.Write(image), out var size));
        Assert.Equal((width, height), size);
        Assert.Equal(PngWriter.Write(image), PngWriter.Write(image));
    }

    // the check value of the CRC-32 in every catalogue
    [Fact]
    public void TheCheckSumIsThatOfTheStandard() => Assert.Equal(0xCBF43926u, CyclicRedundancy.Of("123456789"u8));

    [Fact]
    public void EnlargingRepeatsPixelsAndGreysSpanTheRange()
    {
        var image = PixelImage.Grey(new double[,] { { 0, 5 }, { 10, double.NaN } });
        Assert.Equal([(0, 255), (128, 255), (255, 255), (0, 0)], new[] { image[0, 0], image[1, 0], image[0, 1], image[1, 1] }.Select(p => ((int)p.Red, (int)p.Opacity)));
        var large = image.Enlarge(3);
        Assert.Equal((6, 6), (large.Width, large.Height));
        Assert.Equal(image[1, 0], large[5, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => image[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelImage(0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelImage(1 << 20, 1 << 20));
    }

    private static byte[] Decode(byte[] file, out (int Width, int Height) size)
    {
        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], file[..8]);
        var chunks = new Dictionary<string, byte[]>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            Assert.Equal(CyclicRedundancy.Of(file.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks[Encoding.ASCII.GetString(file, at + 4, 4)] = file[(at + 8)..(at + 8 + length)];
            at += 12 + length;
        }

        var header = chunks["IHDR"];
        size = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        var step = header[9] == 3 ? 1 : 4;
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress))
            zlib.CopyTo(inflated);
        var (rows, pixels) = (inflated.ToArray(), new List<byte>());
        for (var y = 0; y < size.Height; y++)
        {
            var row = rows.AsSpan(y * ((size.Width * step) + 1), (size.Width * step) + 1).ToArray();
            for (var i = 1; i < row.Length; i++)
                row[i] += (byte)(row[0] == 1 && i > step ? row[i - step] : 0);
            foreach (var value in row[1..])
                pixels.AddRange(step == 4 ? [value] : [.. chunks["PLTE"][(3 * value)..((3 * value) + 3)], chunks["tRNS"][value]]);
        }

        return [.. pixels];
    }
}
