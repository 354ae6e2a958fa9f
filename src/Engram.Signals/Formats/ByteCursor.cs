using System.Buffers.Binary;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>Reads binary header fields from a block of bytes in either byte order; leaving the block is a typed error.</summary>
/// <param name="fileName">File, for messages.</param>
/// <param name="bytes">The block.</param>
/// <param name="offset">Where the block begins in the file, for messages.</param>
/// <param name="isBigEndian">Byte order.</param>
internal readonly ref struct ByteCursor(string fileName, ReadOnlySpan<byte> bytes, long offset, bool isBigEndian)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Length => bytes.Length;

    public ReadOnlySpan<byte> Take(int at, int count, string field) => at >= 0 && count >= 0 && at <= bytes.Length - count
        ? bytes.Slice(at, count)
        : throw new SignalFormatException(fileName, offset + at, field, $"expected {count} bytes, the block ends at {offset + bytes.Length}");

    public byte Byte(int at, string field) => Take(at, 1, field)[0];

    public short Int16(int at, string field) => isBigEndian ? BinaryPrimitives.ReadInt16BigEndian(Take(at, 2, field)) : BinaryPrimitives.ReadInt16LittleEndian(Take(at, 2, field));

    public ushort UInt16(int at, string field) => (ushort)Int16(at, field);

    public int Int32(int at, string field) => isBigEndian ? BinaryPrimitives.ReadInt32BigEndian(Take(at, 4, field)) : BinaryPrimitives.ReadInt32LittleEndian(Take(at, 4, field));

    public uint UInt32(int at, string field) => (uint)Int32(at, field);

    public long Int64(int at, string field) => isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(Take(at, 8, field)) : BinaryPrimitives.ReadInt64LittleEndian(Take(at, 8, field));

    public float Single(int at, string field) => BitConverter.Int32BitsToSingle(Int32(at, field));

    public double Double(int at, string field) => BitConverter.Int64BitsToDouble(Int64(at, field));

    public string Text(int at, int count, string field)
    {
        var text = Take(at, count, field);
        var end = text.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? text : text[..end]).Trim();
    }
}
