using System.Buffers.Binary;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>The tags of a FIFF file as a tree of blocks.</summary>
internal sealed class FiffFile
{
    private const int TagBytes = 16;
    private const int DeepestNesting = 64;
    private const long LargestValue = 64 << 20;

    private FiffFile(SignalFile bytes, string name, FiffBlock root, long missing) => (Bytes, Name, Root, MissingBytes) = (bytes, name, root, missing);

    public SignalFile Bytes { get; }

    public string Name { get; }

    public FiffBlock Root { get; }

    /// <summary>Bytes that the last tag promises beyond the end of the file.</summary>
    public long MissingBytes { get; }

    public static bool HasSignature(ReadOnlySpan<byte> head) => head is [0, 0, 0, FiffKind.FileId, 0, 0, 0, 31, 0, 0, 0, 20, ..];

    public static FiffFile Read(SignalFile packed)
    {
        var file = packed.Decompressed();
        if (!HasSignature(file.Head(TagBytes)))
            throw new SignalFormatException(packed.Name, 0, "file id", "expected a tag of kind 100, type 31 and 20 bytes; this is no FIFF file");
        var root = new FiffBlock(0);
        var open = new Stack<FiffBlock>([root]);
        long at = 0;
        long missing = 0;
        long count = 0;
        while (at + TagBytes <= file.Length)
        {
            var head = file.Slice(at, TagBytes, "tag");
            var (kind, type) = (BinaryPrimitives.ReadInt32BigEndian(head), BinaryPrimitives.ReadInt32BigEndian(head[4..]));
            var (size, next) = (BinaryPrimitives.ReadInt32BigEndian(head[8..]), BinaryPrimitives.ReadInt32BigEndian(head[12..]));
            if (size < 0)
                throw new SignalFormatException(packed.Name, at + 8, "tag size", $"expected a size from 0, got {size}");
            var data = at + TagBytes;
            var present = Math.Min(size, file.Length - data);
            missing = size - present;
            var tag = new FiffTag(kind, type, data, present);
            if (kind == FiffKind.BlockStart && present >= 4)
            {
                if (open.Count > DeepestNesting)
                    throw new SignalFormatException(packed.Name, at, "block", $"blocks are nested deeper than {DeepestNesting} levels");
                var block = new FiffBlock(BinaryPrimitives.ReadInt32BigEndian(file.Slice(data, 4, "block")));
                open.Peek().Blocks.Add(block);
                open.Push(block);
            }
            else if (kind == FiffKind.BlockEnd)
            {
                if (open.Count > 1)
                    open.Pop();
            }
            else
            {
                open.Peek().Tags.Add(tag);
            }

            if (next == -1)
                break;
            // 0 says that the next tag follows; more tags than the file has room for means that it runs in circles
            if (++count > file.Length / TagBytes || next < -1)
                throw new SignalFormatException(packed.Name, at + 12, "next tag", $"expected a place that was not read yet, got {next}");
            at = next > 0 ? next : data + size;
        }

        GC.KeepAlive(file);
        return new(file, packed.Name, root, missing);
    }

    public double[] Numbers(FiffTag tag, string field)
    {
        var encoding = FiffKind.Encoding(tag.Type) ?? throw new SignalFormatException(Name, tag.Offset, field, $"expected numbers, got type {tag.Type}");
        if (tag.Size > LargestValue)
            throw new SignalFormatException(Name, tag.Offset, field, $"expected at most {LargestValue} bytes, got {tag.Size}");
        var values = new double[tag.Size / SampleDecoder.Size(encoding)];
        SampleDecoder.Decode(Bytes.Slice(tag.Offset, tag.Size, field), new(0, SampleDecoder.Size(encoding), encoding, 1, 0), values);
        GC.KeepAlive(Bytes);
        return values;
    }

    public double Number(FiffTag tag, string field) => Numbers(tag, field) is [var first, ..] ? first : throw new SignalFormatException(Name, tag.Offset, field, "expected a number, the tag is empty");

    public double? Number(FiffBlock block, int kind, string field) => block.Tag(kind) is { } tag ? Number(tag, field) : null;

    public string Text(FiffTag tag) => tag.Size > LargestValue ? "" : Encoding.Latin1.GetString(Bytes.Bytes(tag.Offset, tag.Size, "text")).TrimEnd('\0');

    public string[] Names(FiffBlock block, int kind) => block.Tag(kind) is { } tag && Text(tag) is { Length: > 0 } text ? text.Split(':') : [];

    /// <summary>A matrix: numbers, then the lengths of its axes (the last first) and their count.</summary>
    public (double[] Values, int[] Shape) Matrix(FiffTag tag, string field)
    {
        if ((tag.Type & FiffKind.MatrixFlag) == 0)
            return (Numbers(tag, field), [(int)(tag.Size / SampleDecoder.Size(FiffKind.Encoding(tag.Type) ?? SampleEncoding.UInt8))]);
        var rank = tag.Size >= 4 ? BinaryPrimitives.ReadInt32BigEndian(Bytes.Slice(tag.Offset + tag.Size - 4, 4, field)) : 0;
        if (rank is < 1 or > 4 || tag.Size < 4 * (rank + 1L))
            throw new SignalFormatException(Name, tag.Offset, field, $"expected a matrix of 1 to 4 axes, got {rank}");
        var shape = new int[rank];
        Int128 count = 1;
        for (var i = 0; i < rank; i++)
        {
            shape[rank - 1 - i] = BinaryPrimitives.ReadInt32BigEndian(Bytes.Slice(tag.Offset + tag.Size - (4 * (rank + 1)) + (4 * i), 4, field));
            count *= shape[rank - 1 - i];
        }

        var values = Numbers(tag with { Type = tag.Type & ~FiffKind.MatrixFlag, Size = tag.Size - (4 * (rank + 1)) }, field);
        return shape.All(n => n >= 0) && count == values.Length ? (values, shape) : throw new SignalFormatException(Name, tag.Offset, field, $"expected {string.Join("×", shape)} values, got {values.Length}");
    }
}
