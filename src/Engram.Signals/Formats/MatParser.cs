using System.IO.Compression;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>Decodes the elements of a MAT file.</summary>
internal sealed class MatParser(string file, bool isBigEndian)
{
    public const int Compressed = 15;

    private const int Matrix = 14;
    private const int DeepestNesting = 48;

    /// <summary>The element at a place, which moves behind it; small elements keep type, size and data in 8 bytes.</summary>
    public MatElement Element(ReadOnlyMemory<byte> block, ref int at)
    {
        var cursor = new ByteCursor(file, block.Span, 0, isBigEndian);
        var start = at;
        var type = cursor.UInt32(at, "element type");
        if (type >> 16 != 0)
        {
            var small = (int)(type >> 16);
            if (small > 4)
                throw new SignalFormatException(file, at, "small element", $"expected at most 4 bytes, got {small}");
            cursor.Take(at, 8, "small element");
            at += 8;
            return new((int)(type & 0xFFFF), start, block.Slice(start + 4, small));
        }

        var size = cursor.UInt32(at + 4, "element size");
        if (size > block.Length - at - 8)
            throw new SignalFormatException(file, at + 4, "element size", $"expected at most the {block.Length - at - 8} bytes that follow, got {size}");
        // Elements are padded to 8 bytes, compressed ones are not; the last padding may be missing.
        var padded = type == Compressed ? (long)size : (size + 7L) / 8 * 8;
        at = (int)Math.Min(start + 8 + padded, block.Length);
        return new((int)type, start, block.Slice(start + 8, (int)size));
    }

    /// <summary>The variable in a compressed element.</summary>
    public (string Name, MatValue Value) Inflated(MatElement element)
    {
        using var unpacked = new MemoryStream();
        try
        {
            using var stream = new ZLibStream(new MemoryStream(element.Data.ToArray()), CompressionMode.Decompress);
            stream.CopyTo(unpacked);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new SignalFormatException(file, element.Offset, "compressed element", $"cannot be unpacked: {error.Message}");
        }

        var at = 0;
        return Variable(Element(unpacked.ToArray(), ref at));
    }

    public (string Name, MatValue Value) Variable(MatElement element) => Variable(element, 0);

    private (string Name, MatValue Value) Variable(MatElement element, int depth)
    {
        if (element.Type != Matrix)
            throw new SignalFormatException(file, element.Offset, "element type", $"expected a matrix (14), got {element.Type}");
        if (depth > DeepestNesting)
            throw new SignalFormatException(file, element.Offset, "nesting", $"values are nested deeper than {DeepestNesting} levels");
        if (element.Data.Length == 0)
            return ("", new MatNumbers(new NumericArray(NumberType.Float64, [0, 0], [])));
        var (block, at) = (element.Data, 0);
        var flags = Cursor(Element(block, ref at)).UInt32(0, "array flags");
        var dimensions = Element(block, ref at);
        var shape = new int[dimensions.Data.Length / 4];
        long count = 1;
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = Cursor(dimensions).Int32(4 * i, "dimensions");
            if (shape[i] < 0 || (count *= shape[i]) > int.MaxValue)
                throw new SignalFormatException(file, element.Offset + dimensions.Offset, "dimensions", $"expected lengths from 0 with a product below 2^31, got {string.Join("×", shape)}");
        }

        if (shape.Length < 2)
            throw new SignalFormatException(file, element.Offset + dimensions.Offset, "dimensions", $"expected two or more, got {shape.Length}");
        var name = Encoding.Latin1.GetString(Element(block, ref at).Data.Span).TrimEnd('\0');
        MatValue value = (flags & 0xFF) switch
        {
            1 => ReadCell(block, ref at, shape, (int)count, depth),
            2 => ReadStruct(block, ref at, shape, (int)count, depth),
            3 => new MatOther("object", shape),
            4 => ReadText(Element(block, ref at), shape, (int)count),
            5 => new MatOther("sparse matrix", shape),
            >= 6 and <= 15 => new MatNumbers(ReadNumbers(Element(block, ref at), shape, (int)count), (flags & 0x800) != 0 ? ReadNumbers(Element(block, ref at), shape, (int)count) : null),
            var other => new MatOther($"class {other}", shape),
        };
        return (name, value);
    }

    private MatCell ReadCell(ReadOnlyMemory<byte> block, ref int at, int[] shape, int count, int depth)
    {
        RequireRoom(block, at, count, 1);
        var items = new MatValue[count];
        for (var i = 0; i < count; i++)
            items[i] = Variable(Element(block, ref at), depth + 1).Value;
        return new(items, shape);
    }

    private MatStruct ReadStruct(ReadOnlyMemory<byte> block, ref int at, int[] shape, int count, int depth)
    {
        var width = Cursor(Element(block, ref at)).Int32(0, "field name length");
        var text = Element(block, ref at).Data;
        if (width < 1)
            throw new SignalFormatException(file, at, "field name length", $"expected a length from 1, got {width}");
        var names = new string[text.Length / width];
        for (var i = 0; i < names.Length; i++)
            names[i] = Encoding.Latin1.GetString(text.Span.Slice(i * width, width)).Split('\0')[0];
        RequireRoom(block, at, count, names.Length);
        if (names.Length == 0 && count > 1)
            throw new SignalFormatException(file, at, "field names", $"{count} structures without fields");
        var elements = new IReadOnlyDictionary<string, MatValue>[count];
        for (var i = 0; i < count; i++)
        {
            var fields = new Dictionary<string, MatValue>();
            foreach (var field in names)
                fields[field] = Variable(Element(block, ref at), depth + 1).Value;
            elements[i] = fields;
        }

        return new(elements, names, shape);
    }

    // Every value takes at least the 8 bytes of its tag, so counts that lie are found before anything is allocated.
    private void RequireRoom(ReadOnlyMemory<byte> block, int at, int count, int fields)
    {
        if ((long)count * fields > (block.Length - at) / 8)
            throw new SignalFormatException(file, at, "elements", $"expected at most {(block.Length - at) / 8} values in the bytes that follow, got {(long)count * fields}");
    }

    private MatText ReadText(MatElement element, int[] shape, int count)
    {
        var characters = element.Type switch
        {
            16 => Encoding.UTF8.GetString(element.Data.Span),
            4 or 17 => (isBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(element.Data.Span),
            _ => Encoding.Latin1.GetString(element.Data.Span),
        };
        var rows = shape[0];
        if (count == 0)
            return new([], shape); // however many empty rows the dimensions claim
        if (rows == 1)
            return new([characters], shape);
        if (characters.Length < count)
            throw new SignalFormatException(file, element.Offset, "text", $"expected {count} characters, got {characters.Length}");
        // Characters of a column follow each other.
        return new([.. Enumerable.Range(0, rows).Select(r => string.Concat(Enumerable.Range(0, count / rows).Select(c => characters[(c * rows) + r])))], shape);
    }

    private NumericArray ReadNumbers(MatElement element, int[] shape, int count)
    {
        var type = element.Type switch
        {
            1 => NumberType.Int8,
            2 => NumberType.UInt8,
            3 => NumberType.Int16,
            4 => NumberType.UInt16,
            5 => NumberType.Int32,
            6 => NumberType.UInt32,
            7 => NumberType.Float32,
            9 => NumberType.Float64,
            12 => NumberType.Int64,
            13 => NumberType.UInt64,
            _ => throw new SignalFormatException(file, element.Offset, "number type", $"expected 1 to 7, 9, 12 or 13, got {element.Type}"),
        };
        var size = SampleDecoder.Size(type.Encoding());
        if (element.Data.Length != (long)count * size)
            throw new SignalFormatException(file, element.Offset, "numbers", $"expected {string.Join("×", shape)} values of {size} bytes, got {element.Data.Length} bytes");
        var data = NumericArray.FromColumnMajor(element.Data.Span, shape, size);
        if (isBigEndian && size > 1)
        {
            for (var at = 0; at < data.Length; at += size)
                data.AsSpan(at, size).Reverse();
        }

        return new(type, shape, data);
    }

    private ByteCursor Cursor(MatElement element) => new(file, element.Data.Span, element.Offset, isBigEndian);
}
