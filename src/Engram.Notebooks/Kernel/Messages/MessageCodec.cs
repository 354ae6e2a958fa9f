using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Engram.Notebooks.Kernel.Messages;

/// <summary>
/// Frames to messages and back (Jupyter messaging 5.3): identities, a delimiter, the HMAC-SHA256 of the four JSON parts, the
/// parts, raw buffers. A message whose signature is wrong, or has been seen before, does not get through.
/// </summary>
/// <param name="key">Signs messages.</param>
internal sealed class MessageCodec(byte[] key)
{
    private const int RememberedSignatures = 1 << 16;
    private const int MaxDepth = 64;

    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string session = Guid.NewGuid().ToString("N");
    private readonly HashSet<string> seen = [];
    private readonly Queue<string> oldest = new();
    private readonly Lock gate = new();

    /// <summary>Reads a message.</summary>
    /// <param name="frames">All frames, the sender's identity first.</param>
    /// <exception cref="KernelException">It is malformed, or its signature is wrong or was used before.</exception>
    public JupyterMessage Read(byte[][] frames)
    {
        var at = Array.FindIndex(frames, f => f.AsSpan().SequenceEqual(Delimiter));
        if (at < 0 || frames.Length < at + 6)
            throw new KernelException("expected identities, <IDS|MSG>, a signature and four JSON parts");
        var parts = frames.AsSpan(at + 2, 4);
        Span<byte> expected = stackalloc byte[64];
        Sign(parts, expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, frames[at + 1]))
            throw new KernelException("the signature is wrong");
        Remember(Encoding.ASCII.GetString(frames[at + 1]));
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth };
            var header = Parse(parts[0], options);
            return new(frames[..at], parts[0], Required(header, "msg_id"), Required(header, "msg_type"), Parse(parts[3], options), frames[(at + 6)..]);
        }
        catch (JsonException error)
        {
            throw new KernelException($"a part is not JSON: {error.Message}");
        }
    }

    /// <summary>Makes the frames of a message.</summary>
    /// <param name="identities">The receiver, or a topic.</param>
    /// <param name="type">msg_type.</param>
    /// <param name="parent">Header of the message that this one answers.</param>
    /// <param name="content">The content.</param>
    /// <param name="metadata">More about it.</param>
    /// <param name="buffers">Raw bytes.</param>
    public byte[][] Write(byte[][] identities, string type, byte[]? parent, JsonNode content, JsonNode? metadata = null, byte[][]? buffers = null)
    {
        var header = new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString("N"), ["session"] = session, ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", System.Globalization.CultureInfo.InvariantCulture),
            ["msg_type"] = type, ["version"] = "5.3",
        };
        byte[][] parts = [Bytes(header), parent ?? EmptyObject, metadata is null ? EmptyObject : Bytes(metadata), Bytes(content)];
        var signature = new byte[64];
        Sign(parts, signature);
        return [.. identities, Delimiter, signature, .. parts, .. buffers ?? []];
    }

    private static byte[] Bytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Writing);

    private static JsonObject Parse(byte[] part, JsonDocumentOptions options) =>
        JsonNode.Parse(part, documentOptions: options) as JsonObject ?? throw new KernelException("a part is not a JSON object");

    private static string Required(JsonObject header, string field) =>
        header[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new KernelException($"the header has no text \"{field}\"");

    private void Sign(ReadOnlySpan<byte[]> parts, Span<byte> hexadecimal)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts)
            hash.AppendData(part);
        Span<byte> sum = stackalloc byte[32];
        hash.GetHashAndReset(sum);
        Convert.TryToHexStringLower(sum, hexadecimal, out _);
    }

    private void Remember(string signature)
    {
        lock (gate)
        {
            if (!seen.Add(signature))
                throw new KernelException("the signature was used before: a replayed message");
            oldest.Enqueue(signature);
            if (oldest.Count > RememberedSignatures)
                seen.Remove(oldest.Dequeue());
        }
    }
}
