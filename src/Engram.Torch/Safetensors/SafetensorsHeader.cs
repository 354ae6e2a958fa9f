using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace Engram.Torch;

/// <summary>Reads a header and believes nothing of it: every claim is checked against the format's rules and the file's length.</summary>
internal sealed class SafetensorsHeader
{
    // The format's own limit: a length beyond it is an attack or another kind of file.
    internal const long LargestHeader = 100_000_000;
    internal const int LengthSize = sizeof(ulong);
    internal const string MetadataKey = "__metadata__";

    private readonly string file;
    private readonly Dictionary<string, SafetensorsEntry> entries = new(StringComparer.Ordinal);
    private Dictionary<string, string>? metadata;

    private SafetensorsHeader(string file) => this.file = file;

    internal IReadOnlyDictionary<string, SafetensorsEntry> Entries => entries;

    internal IReadOnlyDictionary<string, string> Metadata => metadata ??= [];

    /// <summary>Where the tensors' bytes begin in the file.</summary>
    internal long DataStart { get; private set; }

    internal static SafetensorsHeader Read(FileStream stream, string file)
    {
        var header = new SafetensorsHeader(file);
        var available = stream.Length - LengthSize;
        if (available < 0)
            throw header.Wrong(null, "header length", $"expected at least {LengthSize} bytes, the file has {stream.Length}.");
        Span<byte> prefix = stackalloc byte[LengthSize];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LargestHeader)
            throw header.Wrong(null, "header length", $"expected at most {LargestHeader} bytes, got {length}.");
        if ((long)length > available)
            throw header.Wrong(null, "header length", $"the header claims {length} bytes, but only {available} follow.");
        var json = new byte[length];
        stream.ReadExactly(json);
        header.DataStart = LengthSize + (long)length;
        header.Parse(json, available - (long)length);
        return header;
    }

    private void Parse(byte[] json, long dataLength)
    {
        if (json.Length == 0 || json[0] != (byte)'{')
            throw Wrong(null, "header", "expected a JSON object that begins at its first byte.");
        if (!Utf8.IsValid(json))
            throw Wrong(null, "header", "expected UTF-8 text.");
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataKey)
                    ReadMetadata(property.Value);
                else if (!entries.TryAdd(property.Name, ReadEntry(property.Name, property.Value)))
                    throw Wrong(property.Name, "name", "the header names this tensor twice.");
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape that is half of a surrogate pair
            throw new SafetensorsException(file, null, "header", $"expected valid JSON: {e.Message}", e);
        }

        CheckRanges(dataLength);
    }

    private void ReadMetadata(JsonElement value)
    {
        if (metadata is not null || value.ValueKind != JsonValueKind.Object)
            throw Wrong(null, MetadataKey, "expected one object of texts.");
        metadata = new(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
                throw Wrong(null, MetadataKey, $"expected a text for '{property.Name}', got {property.Value.ValueKind}.");
            if (!metadata.TryAdd(property.Name, property.Value.GetString()!))
                throw Wrong(null, MetadataKey, $"'{property.Name}' is there twice.");
        }
    }

    private SafetensorsEntry ReadEntry(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Wrong(name, "entry", $"expected an object, got {value.ValueKind}.");
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (!fields.TryAdd(property.Name, property.Value))
                throw Wrong(name, property.Name, "the field is there twice.");
        }

        if (!fields.TryGetValue("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String)
            throw Wrong(name, "dtype", "expected a text.");
        var type = SafetensorsTypes.Find(dtype.GetString()!) ?? throw Wrong(name, "dtype", $"'{dtype.GetString()}' is no element type of the format.");
        var shape = ReadNumbers(name, "shape", fields);
        var offsets = ReadNumbers(name, "data_offsets", fields);
        if (offsets.Length != 2 || offsets[0] > offsets[1])
            throw Wrong(name, "data_offsets", $"expected [begin, end] with begin <= end, got [{string.Join(", ", offsets)}].");
        var product = (UInt128)type.Size;
        foreach (var size in shape)
        {
            product *= (UInt128)Math.Max(size, 1); // a dimension of size zero must not hide what no tensor can have
            if (product > long.MaxValue)
                throw Wrong(name, "shape", $"[{string.Join(", ", shape)}] has more bytes than a file can hold.");
        }

        var bytes = shape.Contains(0) ? 0 : (long)product;
        if (bytes != offsets[1] - offsets[0])
            throw Wrong(name, "data_offsets", $"[{string.Join(", ", shape)}] of {type.Name} needs {bytes} bytes, the range [{offsets[0]}, {offsets[1]}] has {offsets[1] - offsets[0]}.");
        return new SafetensorsEntry(name, type.Name, shape, offsets[0], offsets[1]);
    }

    private long[] ReadNumbers(string name, string field, Dictionary<string, JsonElement> fields)
    {
        if (!fields.TryGetValue(field, out var array) || array.ValueKind != JsonValueKind.Array)
            throw Wrong(name, field, "expected an array of whole numbers.");
        var result = new long[array.GetArrayLength()];
        var i = 0;
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out result[i]) || result[i] < 0)
                throw Wrong(name, field, $"expected whole numbers of at least 0, got {element.GetRawText()}.");
            i++;
        }

        return result;
    }

    // The ranges must follow one another from the first byte to the last: no overlap, no hole, nothing behind.
    private void CheckRanges(long dataLength)
    {
        long reached = 0;
        foreach (var entry in entries.Values.OrderBy(e => e.Begin).ThenBy(e => e.End))
        {
            if (entry.End > dataLength)
                throw Wrong(entry.Name, "data_offsets", $"the range ends at byte {entry.End}, the data at {dataLength}.");
            if (entry.Begin != reached)
                throw Wrong(entry.Name, "data_offsets", $"expected the range to begin at byte {reached}, where the one before ends, got {entry.Begin}.");
            reached = entry.End;
        }

        if (reached != dataLength)
            throw Wrong(null, "data", $"the tensors cover {reached} bytes, the file holds {dataLength}.");
    }

    private SafetensorsException Wrong(string? tensor, string field, string problem) => new(file, tensor, field, problem);
}
