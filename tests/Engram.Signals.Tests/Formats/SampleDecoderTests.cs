using System.Buffers.Binary;
using Engram.Signals.Formats;
using Engram.Signals.Randomness;

namespace Engram.Signals.Tests;

public sealed class SampleDecoderTests
{
    public static TheoryData<string> Encodings => [.. Enum.GetNames<SampleEncoding>()];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void EveryEncodingAtEveryLengthAndStride(string name)
    {
        var encoding = Enum.Parse<SampleEncoding>(name);
        var size = SampleDecoder.Size(encoding);
        var random = new SeededRandom(3);
        foreach (var stride in new[] { size, size + 3 })
        {
            for (var count = 0; count < 40; count++)
            {
                var bytes = Enumerable.Range(0, count == 0 ? 0 : ((count - 1) * stride) + size).Select(_ => (byte)random.NextInt(256)).ToArray();
                var values = new double[count];
                SampleDecoder.Decode(bytes, new(0, stride, encoding, 0.5, 3), values);
                for (var i = 0; i < count; i++)
                    Assert.Equal((0.5 * Plain(encoding, bytes.AsSpan(i * stride, size))) + 3, values[i]);
                if (count > 0)
                    Assert.Throws<ArgumentException>(() => SampleDecoder.Decode(bytes.AsSpan(1), new(0, stride, encoding, 1, 0), values));
            }
        }
    }

    private static double Plain(SampleEncoding encoding, ReadOnlySpan<byte> b) => encoding switch
    {
        SampleEncoding.Int8 => (sbyte)b[0],
        SampleEncoding.UInt8 => b[0],
        SampleEncoding.OffsetInt8 => b[0] - 128,
        SampleEncoding.Int16 => BinaryPrimitives.ReadInt16LittleEndian(b),
        SampleEncoding.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(b),
        SampleEncoding.Int24 => b[0] | (b[1] << 8) | ((sbyte)b[2] << 16),
        SampleEncoding.UInt24 => b[0] | (b[1] << 8) | (b[2] << 16),
        SampleEncoding.Int32 => BinaryPrimitives.ReadInt32LittleEndian(b),
        SampleEncoding.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(b),
        SampleEncoding.Int64 => BinaryPrimitives.ReadInt64LittleEndian(b),
        SampleEncoding.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(b),
        SampleEncoding.Float32 => BinaryPrimitives.ReadSingleLittleEndian(b),
        SampleEncoding.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(b),
        SampleEncoding.Int16BigEndian => BinaryPrimitives.ReadInt16BigEndian(b),
        SampleEncoding.UInt16BigEndian => BinaryPrimitives.ReadUInt16BigEndian(b),
        SampleEncoding.Int32BigEndian => BinaryPrimitives.ReadInt32BigEndian(b),
        SampleEncoding.UInt32BigEndian => BinaryPrimitives.ReadUInt32BigEndian(b),
        SampleEncoding.Int64BigEndian => BinaryPrimitives.ReadInt64BigEndian(b),
        SampleEncoding.UInt64BigEndian => BinaryPrimitives.ReadUInt64BigEndian(b),
        SampleEncoding.Float32BigEndian => BinaryPrimitives.ReadSingleBigEndian(b),
        _ => BinaryPrimitives.ReadDoubleBigEndian(b),
    };
}
