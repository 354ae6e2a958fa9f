using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Engram.Modeling.Training.TensorBoard;

/// <summary>Fields of a protobuf message (protobuf.dev, "Encoding"): a key of number and wire type, then the value.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int Bits64 = 1;
    private const int LengthDelimited = 2;
    private const int Bits32 = 5;

    private readonly ArrayBufferWriter<byte> buffer = new();

    internal ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    internal void Number(int field, long value)
    {
        Key(field, Varint);
        Number((ulong)value);
    }

    internal void Double(int field, double value)
    {
        Key(field, Bits64);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer.GetSpan(sizeof(double)), value);
        buffer.Advance(sizeof(double));
    }

    internal void Single(int field, float value)
    {
        Key(field, Bits32);
        BinaryPrimitives.WriteSingleLittleEndian(buffer.GetSpan(sizeof(float)), value);
        buffer.Advance(sizeof(float));
    }

    internal void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    internal void Message(int field, ProtobufWriter message) => Bytes(field, message.Written);

    private void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Key(field, LengthDelimited);
        Number((ulong)value.Length);
        buffer.Write(value);
    }

    private void Key(int field, int wireType) => Number(((ulong)field << 3) | (uint)wireType);

    private void Number(ulong value)
    {
        while (value >= 0x80)
        {
            buffer.Write([(byte)(value | 0x80)]);
            value >>= 7;
        }

        buffer.Write([(byte)value]);
    }
}
