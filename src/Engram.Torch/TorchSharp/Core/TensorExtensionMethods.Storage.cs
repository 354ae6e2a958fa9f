using static TorchSharp.torch;

namespace TorchSharp;

// TorchSharp's own format: type, number of dimensions and sizes as unsigned LEB128 numbers, then the elements in row-major order.
public static partial class TensorExtensionMethods
{
    private const long LargestDimensionCount = 64;

    public static Modules.Parameter AsParameter(this Tensor tensor) => new(tensor);

    public static void Save(this Tensor tensor, string location) => tensor.save(location);

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        Encode(writer, (long)tensor.dtype);
        Encode(writer, tensor.Dimensions);
        foreach (var size in tensor.shape)
            Encode(writer, size);
        writer.Flush();
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        var (type, shape) = ReadHeader(reader);
        var result = empty(shape, type);
        result.ReadBytesFromStream(reader.BaseStream);
        return result;
    }

    /// <summary>Reads into an existing tensor, which must have the saved type and shape.</summary>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var (type, shape) = ReadHeader(reader);
        if (!skip && (type != tensor.dtype || !shape.AsSpan().SequenceEqual(tensor.shape)))
            throw new ArgumentException($"Expected {tensor.dtype}[{string.Join(", ", tensor.shape)}] in the file, got {type}[{string.Join(", ", shape)}].");
        using var read = empty(shape, type);
        read.ReadBytesFromStream(reader.BaseStream);
        if (!skip)
        {
            using var _ = no_grad();
            tensor.copy_(read);
        }
    }

    public static void Load(ref Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is null)
            tensor = Load(reader);
        else
            tensor.Load(reader, skip);
    }

    internal static void Encode(BinaryWriter writer, long value)
    {
        var rest = (ulong)value;
        while (rest >= 0x80)
        {
            writer.Write((byte)(rest | 0x80));
            rest >>= 7;
        }

        writer.Write((byte)rest);
    }

    internal static long Decode(BinaryReader reader)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = reader.ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
                return (long)value;
        }

        throw new FormatException("A number of the tensor file is longer than 64 bits: this is no TorchSharp tensor file.");
    }

    private static (ScalarType Type, long[] Shape) ReadHeader(BinaryReader reader)
    {
        var type = (ScalarType)Decode(reader);
        if (!Enum.IsDefined(type))
            throw new FormatException($"Element type {(int)type} is unknown: this is no TorchSharp tensor file.");
        var dimensions = Decode(reader);
        if (dimensions is < 0 or > LargestDimensionCount)
            throw new FormatException($"Expected at most {LargestDimensionCount} dimensions, got {dimensions}: this is no TorchSharp tensor file.");
        var shape = new long[dimensions];
        long bytes = type.ElementSize();
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = Decode(reader);
            bytes = checked(bytes * shape[i]);
        }

        // A header that lies must not make us allocate what the file cannot hold.
        if (reader.BaseStream.CanSeek && bytes > reader.BaseStream.Length - reader.BaseStream.Position)
            throw new FormatException($"The header promises {bytes} bytes of elements, but only {reader.BaseStream.Length - reader.BaseStream.Position} follow.");
        return (type, shape);
    }
}
