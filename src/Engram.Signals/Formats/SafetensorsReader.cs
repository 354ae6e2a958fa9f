using System.Buffers.Binary;
using System.Text.Json;

namespace Engram.Signals.Formats;

/// <summary>safetensors: a JSON header with type, shape and place of each array, then their bytes, which must cover the file without overlap.</summary>
public sealed class SafetensorsReader : IFormatReader<ArrayCollection>
{
    private const long LargestHeader = 100_000_000;

    /// <inheritdoc/>
    public string Name => "safetensors";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".safetensors"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => false;

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public ArrayCollection Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var length = BinaryPrimitives.ReadInt64LittleEndian(file.Slice(0, 8, "header length"));
        if (length is < 2 or > LargestHeader)
            throw new SignalFormatException(file.Name, 0, "header length", $"expected 2 to {LargestHeader}, got {length}");
        var start = 8 + length;
        try
        {
            using var header = JsonDocument.Parse(file.Bytes(8, length, "header"));
            var arrays = new Dictionary<string, NumericArray>();
            var metadata = new Dictionary<string, string>();
            var ranges = new List<(long From, long To)>();
            foreach (var property in header.RootElement.EnumerateObject())
            {
                if (property.Name == "__metadata__")
                {
                    foreach (var entry in property.Value.EnumerateObject())
                        metadata[entry.Name] = entry.Value.GetString() ?? "";
                    continue;
                }

                var code = property.Value.GetProperty("dtype").GetString() ?? "";
                var type = NumberTypes.FromSafetensors(code) ?? throw new SignalFormatException(file.Name, 8, property.Name, $"expected a real number type of 1 to 8 bytes, got {code}");
                int[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];
                var (from, to) = (property.Value.GetProperty("data_offsets")[0].GetInt64(), property.Value.GetProperty("data_offsets")[1].GetInt64());
                var count = shape.Aggregate((Int128)1, (p, n) => n < 0 ? -1 : p * n);
                if (from < 0 || to < from || to > file.Length - start || count * SampleDecoder.Size(type.Encoding()) != to - from)
                    throw new SignalFormatException(file.Name, start + from, property.Name, $"[{string.Join(", ", shape)}] of {code} does not fit bytes {from} to {to} of {file.Length - start}");
                ranges.Add((from, to));
                arrays[property.Name] = new(type, shape, file.Bytes(start + from, to - from, property.Name));
            }

            long at = 0;
            foreach (var (from, to) in ranges.Order())
                at = from == at ? to : throw new SignalFormatException(file.Name, start + at, "data", $"bytes {Math.Min(at, from)} to {Math.Max(at, from)} belong to no array or to two");
            return at == file.Length - start
                ? new(arrays, file.ToProvenance()) { Metadata = metadata }
                : throw new SignalFormatException(file.Name, start + at, "data", $"{file.Length - start - at} bytes belong to no array");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException and not SignalFormatException or IndexOutOfRangeException or OverflowException)
        {
            throw new SignalFormatException(file.Name, 8, "header", error.Message);
        }
    }
}
