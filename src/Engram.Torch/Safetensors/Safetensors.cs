using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch;

/// <summary>
/// Weights as safetensors files, which Python's <c>safetensors</c> reads and writes too. Equal tensors give equal bytes: entries are
/// ordered by element type (widest first, so that all stay aligned), then by name.
/// </summary>
public static class Safetensors
{
    private const int Alignment = 8;
    private const int CopySize = 1 << 20;

    /// <summary>Writes tensors to a file. The file appears whole or not at all.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <param name="metadata">Free texts to keep beside them.</param>
    /// <exception cref="SafetensorsException">A name or an element type has no place in the format.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var ordered = tensors.Select(t => (Name: t.Key, Tensor: t.Value, Type: Check(path, t.Key, t.Value)))
            .OrderBy(t => t.Type.Order).ThenBy(t => t.Name, StringComparer.Ordinal).ToList();
        var json = Header([.. ordered.Select(t => (t.Name, t.Type.Name, t.Tensor.shape, t.Type.Size * t.Tensor.numel()))], metadata);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, CopySize))
            {
                Span<byte> prefix = stackalloc byte[SafetensorsHeader.LengthSize];
                BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)json.Length);
                stream.Write(prefix);
                stream.Write(json);
                foreach (var (_, tensor, _) in ordered.Where(t => t.Tensor.numel() > 0))
                {
                    using var detached = tensor.detach();
                    using var dense = detached.cpu().contiguous();
                    dense.WriteBytesToStream(stream, CopySize);
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes a module's parameters and persistent buffers.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="module">The module.</param>
    /// <param name="metadata">Free texts to keep beside them.</param>
    public static void Save(string path, nn.Module module, IReadOnlyDictionary<string, string>? metadata = null) =>
        Save(path, module.state_dict(), metadata);

    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where they shall live; the CPU if none is named.</param>
    /// <exception cref="SafetensorsException">The file breaks a rule of the format.</exception>
    public static Dictionary<string, Tensor> Load(string path, Device? device = null)
    {
        using var file = SafetensorsFile.Open(path);
        return file.Entries.Keys.ToDictionary(name => name, name => file.Load(name, device));
    }

    /// <summary>Reads a file into a module.</summary>
    /// <param name="path">The file.</param>
    /// <param name="module">The module whose parameters and buffers take the values.</param>
    /// <param name="strict">Whether a missing or unexpected name is an error.</param>
    /// <returns>The names that were missing and those that were not expected.</returns>
    /// <exception cref="InvalidOperationException">A shape differs, or <paramref name="strict"/> and the names do.</exception>
    public static (IList<string> Missing, IList<string> Unexpected) LoadInto(string path, nn.Module module, bool strict = true)
    {
        var tensors = Load(path);
        try
        {
            return module.load_state_dict(tensors, strict);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    private static (int Order, string Name, int Size) Check(string path, string name, Tensor tensor)
    {
        if (name == SafetensorsHeader.MetadataKey)
            throw new SafetensorsException(path, name, "name", "the format keeps this name for its metadata.");
        return SafetensorsTypes.Find(tensor.dtype)
            ?? throw new SafetensorsException(path, name, "dtype", $"the format has no {tensor.dtype}. Convert the tensor first.");
    }

    private static byte[] Header((string Name, string Type, long[] Shape, long Bytes)[] entries, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is not null)
            {
                json.WriteStartObject(SafetensorsHeader.MetadataKey);
                foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }

            long offset = 0;
            foreach (var (name, type, shape, bytes) in entries)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", type);
                WriteNumbers(json, "shape", shape);
                WriteNumbers(json, "data_offsets", [offset, offset += bytes]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        var padded = new byte[(buffer.WrittenCount + Alignment - 1) / Alignment * Alignment];
        buffer.WrittenSpan.CopyTo(padded);
        padded.AsSpan(buffer.WrittenCount).Fill((byte)' ');
        return padded;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
