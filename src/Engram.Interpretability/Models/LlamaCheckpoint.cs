using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace Engram.Interpretability.Models;

/// <summary>Reads llama2.c checkpoints (version 0: seven integers, then float32 weights) and their tokenizers.</summary>
public static class LlamaCheckpoint
{
    private const int HeaderBytes = 28;

    /// <summary>Loads a model.</summary>
    /// <param name="path">A checkpoint.</param>
    /// <exception cref="FormatException">The header is implausible or the file's length does not fit it.</exception>
    public static LlamaModel Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var name = Path.GetFileName(path);
        if (bytes.Length < HeaderBytes)
            throw new FormatException($"{name}: expected a header of {HeaderBytes} bytes, got {bytes.Length}.");
        var header = Enumerable.Range(0, 7).Select(i => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4 * i))).ToArray();
        var isShared = header[5] > 0; // a negative vocabulary says that the unembedding has weights of its own
        var config = new LlamaConfig(header[0], header[1], header[2], header[3], header[4], Math.Abs(header[5]), header[6]);
        if (header[..5].Any(v => v is < 1 or > 1 << 20) || config.VocabularySize < 1 || config.ContextLength < 1 || config.Dimension % config.Heads != 0 || config.Heads % config.KeyValueHeads != 0)
            throw new FormatException($"{name}: the header's sizes are implausible: {config}.");
        long at = 0;
        var numbers = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(HeaderBytes)).ToArray();
        Tensor Take(params long[] shape)
        {
            var length = shape.Aggregate(1L, (a, b) => checked(a * b));
            if (at + length > numbers.Length)
                throw new FormatException($"{name}: the header asks for more weights than the {numbers.Length} in the file.");
            var result = tensor(numbers.AsSpan((int)at, (int)length).ToArray()).reshape(shape);
            at += length;
            return result;
        }

        var (d, h, n) = ((long)config.Dimension, (long)config.HiddenSize, config.LayerCount);
        var kv = (long)config.KeyValueHeads * config.HeadSize;
        Tensor[] Stack(params long[] shape) => [.. Enumerable.Range(0, n).Select(_ => Take(shape))];
        var embedding = Take(config.VocabularySize, d);
        var attentionNorm = Stack(d);
        var (query, key, value, output) = (Stack(d, d), Stack(kv, d), Stack(kv, d), Stack(d, d));
        var mlpNorm = Stack(d);
        var (gate, down, up) = (Stack(h, d), Stack(d, h), Stack(h, d));
        var finalNorm = Take(d);
        at += (long)config.ContextLength * config.HeadSize; // stored rotation tables; they are computed
        var unembedding = isShared ? embedding : Take(config.VocabularySize, d);
        if (at != numbers.Length)
            throw new FormatException($"{name}: the header asks for {at} weights, the file holds {numbers.Length}.");
        var layers = Enumerable.Range(0, n).Select(i => new LlamaLayer(attentionNorm[i], query[i], key[i], value[i], output[i], mlpNorm[i], gate[i], down[i], up[i]));
        return new(config, embedding, [.. layers], finalNorm, unembedding);
    }

    /// <summary>Loads the texts of all tokens.</summary>
    /// <param name="path">A llama2.c tokenizer.</param>
    /// <param name="vocabularySize">Number of tokens.</param>
    /// <exception cref="FormatException">The file ends inside a token.</exception>
    public static Tokenizer LoadTokenizer(string path, int vocabularySize)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        var (texts, scores) = (new List<string>(), new List<float>());
        var at = 4;
        for (var i = 0; i < vocabularySize; i++)
        {
            if (at + 8 > bytes.Length || BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 4)..]) is var length && (length < 0 || at + 8 + length > bytes.Length))
                throw new FormatException($"{Path.GetFileName(path)}: the file ends inside token {i} of {vocabularySize}.");
            scores.Add(BinaryPrimitives.ReadSingleLittleEndian(bytes[at..]));
            texts.Add(Encoding.UTF8.GetString(bytes.Slice(at + 8, length)));
            at += 8 + length;
        }

        return new(texts, scores);
    }
}
