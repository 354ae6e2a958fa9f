using System.Buffers.Binary;
using System.Text.Json;

namespace Engram.Signals.Formats;

/// <summary>Writes safetensors, arrays in the order given, the header padded to 8 bytes.</summary>
public sealed class SafetensorsWriter : IFormatWriter<IReadOnlyDictionary<string, NumericArray>>
{
    /// <inheritdoc/>
    public string Name => "safetensors";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".safetensors"];

    /// <inheritdoc/>
    public IReadOnlyList<FileContent> Encode(IReadOnlyDictionary<string, NumericArray> value, string name)
    {
        ArgumentNullException.ThrowIfNull(value);
        return [new(name, stream => Write(value, stream))];
    }

    private static void Write(IReadOnlyDictionary<string, NumericArray> arrays, Stream stream)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            long at = 0;
            foreach (var (key, array) in arrays)
            {
                json.WriteStartObject(key);
                json.WriteString("dtype", array.Type.Safetensors());
                json.WriteStartArray("shape");
                foreach (var axis in array.Shape)
                    json.WriteNumberValue(axis);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                json.WriteNumberValue(at += array.Bytes.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (header.Length % 8 != 0)
            header.WriteByte((byte)' ');
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        header.WriteTo(stream);
        foreach (var array in arrays.Values)
            stream.Write(array.Bytes.Span);
    }
}
