using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Engram.Signals.Formats;

/// <summary>The NPY coding of one array: a Python dictionary of type, order and shape, then the numbers.</summary>
internal static partial class NpyFormat
{
    private const int LargestHeader = 1 << 16;

    /// <summary>Decodes an array; objects (pickles), texts and complex numbers are refused.</summary>
    public static NumericArray Decode(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes is not [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..])
            throw new SignalFormatException(file, 0, "magic", "expected byte 147 and \"NUMPY\"");
        var cursor = new ByteCursor(file, bytes, 0, isBigEndian: false);
        var isLong = cursor.Byte(6, "version") >= 2;
        var length = isLong ? cursor.UInt32(8, "header length") : cursor.UInt16(8, "header length");
        if (length > LargestHeader)
            throw new SignalFormatException(file, 8, "header length", $"expected at most {LargestHeader}, got {length}");
        var start = isLong ? 12 : 10;
        var header = Encoding.UTF8.GetString(cursor.Take(start, (int)length, "header"));
        var descr = DescrField().Match(header);
        var shape = ShapeField().Match(header);
        var order = OrderField().Match(header);
        if (!descr.Success || !shape.Success || !order.Success)
            throw new SignalFormatException(file, start, "header", $"expected a dictionary of descr, fortran_order and shape, got \"{header.Trim()[..Math.Min(80, header.Trim().Length)]}\"");
        var type = NumberTypes.FromNumpy(descr.Groups["type"].Value)
            ?? throw new SignalFormatException(file, start, "descr", $"expected real numbers, got \"{descr.Groups["order"].Value}{descr.Groups["type"].Value}\"{(descr.Groups["type"].Value.StartsWith('O') ? "; pickled objects are never loaded" : "")}");
        var size = SampleDecoder.Size(type.Encoding());
        var lengths = new List<int>();
        long count = 1;
        foreach (var text in shape.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(text.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var n) || (count *= n) > bytes.Length)
                throw new SignalFormatException(file, start, "shape", $"expected lengths whose product fits the file, got ({shape.Groups["shape"].Value})");
            lengths.Add(n);
        }

        var data = cursor.Take(start + (int)length, checked((int)Math.Min(count * size, int.MaxValue)), "data").ToArray();
        if (descr.Groups["order"].Value == ">" && size > 1)
            Reverse(data, size);
        return new(type, lengths, order.Groups["value"].Value == "True" ? NumericArray.FromColumnMajor(data, lengths, size) : data);
    }

    /// <summary>The bytes of an array, version 1.0.</summary>
    public static byte[] Encode(NumericArray array)
    {
        var shape = array.Shape.Count == 1 ? $"({array.Shape[0]},)" : $"({string.Join(", ", array.Shape)})";
        var dictionary = $"{{'descr': '{array.Type.Numpy()}', 'fortran_order': False, 'shape': {shape}, }}";
        var total = (10 + dictionary.Length + 1 + 63) / 64 * 64; // the data are aligned to 64 bytes
        var bytes = new byte[total + array.Bytes.Length];
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];
        magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(total - 10));
        Encoding.ASCII.GetBytes(dictionary.PadRight(total - 11) + "\n").CopyTo(bytes.AsSpan(10));
        array.Bytes.Span.CopyTo(bytes.AsSpan(total));
        return bytes;
    }

    private static void Reverse(byte[] data, int size)
    {
        switch (size)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, short>(data.AsSpan());
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var integers = MemoryMarshal.Cast<byte, int>(data.AsSpan());
                BinaryPrimitives.ReverseEndianness(integers, integers);
                break;
            default:
                var longs = MemoryMarshal.Cast<byte, long>(data.AsSpan());
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    [GeneratedRegex(@"'descr':\s*'(?<order>[<>|=]?)(?<type>[a-zA-Z]\d{0,6})'")]
    private static partial Regex DescrField();

    [GeneratedRegex(@"'shape':\s*\((?<shape>[0-9L, ]*)\)")]
    private static partial Regex ShapeField();

    [GeneratedRegex(@"'fortran_order':\s*(?<value>True|False)")]
    private static partial Regex OrderField();
}
