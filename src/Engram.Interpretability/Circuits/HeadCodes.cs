using Engram.Interpretability.Dictionaries;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Circuits;

/// <summary>
/// One whole number for each head on each example: the index of the autoencoder's strongest feature, code = argmax_j z_j
/// (O'Neill and Bui 2024). A head on which no feature is active has a code of its own, <see cref="Count"/> - 1, so that it is not
/// taken for a head whose strongest feature is number 0.
/// </summary>
public sealed class HeadCodes
{
    private readonly int[] codes;

    /// <summary>Codes that are already known.</summary>
    /// <param name="codes">[example, head], from 0 to <paramref name="count"/> - 1.</param>
    /// <param name="count">Number of codes.</param>
    /// <exception cref="ArgumentException">There is no example or no head, or a code is out of range.</exception>
    public HeadCodes(int[,] codes, int count)
    {
        ArgumentNullException.ThrowIfNull(codes);
        if (codes.Length == 0)
            throw new ArgumentException($"Expected at least one example and one head, got [{codes.GetLength(0)}, {codes.GetLength(1)}].", nameof(codes));
        (Examples, Heads, Count) = (codes.GetLength(0), codes.GetLength(1), count);
        this.codes = new int[codes.Length];
        Buffer.BlockCopy(codes, 0, this.codes, 0, sizeof(int) * codes.Length);
        if (Array.Find(this.codes, c => c < 0 || c >= count) is var wrong && (wrong < 0 || wrong >= count))
            throw new ArgumentException($"Expected codes from 0 to {count - 1}, got {wrong}.", nameof(codes));
    }

    /// <summary>Number of examples.</summary>
    public int Examples { get; }

    /// <summary>Number of heads.</summary>
    public int Heads { get; }

    /// <summary>Number of codes; the last stands for "none active" where they come from an autoencoder.</summary>
    public int Count { get; }

    /// <summary>The code of a head on an example.</summary>
    /// <param name="example">Example.</param>
    /// <param name="head">Head.</param>
    public int this[int example, int head] => codes[(example * Heads) + head];

    /// <summary>The codes of heads' outputs.</summary>
    /// <param name="autoencoder">Trained or not.</param>
    /// <param name="outputs">[example, head, dim].</param>
    /// <exception cref="ArgumentException">The outputs are not of three axes or not finite.</exception>
    public static HeadCodes Of(TiedBiasAutoencoder autoencoder, Tensor outputs)
    {
        ArgumentNullException.ThrowIfNull(autoencoder);
        ArgumentNullException.ThrowIfNull(outputs);
        if (outputs.dim() != 3)
            throw new ArgumentException($"Expected head outputs [example, head, dim], got [{string.Join(", ", outputs.shape)}].", nameof(outputs));
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        if (!outputs.isfinite().all().item<bool>())
            throw new ArgumentException("Expected finite head outputs, got NaN or infinity; remove those examples.", nameof(outputs));
        var (strongest, index) = autoencoder.Encode(outputs.reshape(-1, outputs.size(-1))).max(-1);
        var flat = where(strongest.gt(0), index, full_like(index, autoencoder.Width)).data<long>().ToArray();
        var result = new int[outputs.size(0), outputs.size(1)];
        for (var i = 0; i < flat.Length; i++)
            result[i / result.GetLength(1), i % result.GetLength(1)] = (int)flat[i];
        return new(result, (int)autoencoder.Width + 1);
    }

    /// <summary>How often each head takes each code, [head, code].</summary>
    public int[,] Frequencies()
    {
        var table = new int[Heads, Count];
        for (var i = 0; i < codes.Length; i++)
            table[i % Heads, codes[i]]++;
        return table;
    }

    /// <summary>How often two heads take each pair of codes together, [code of the first, code of the second].</summary>
    /// <param name="first">Head.</param>
    /// <param name="second">Head.</param>
    public int[,] PairFrequencies(int first, int second)
    {
        var table = new int[Count, Count];
        for (var example = 0; example < Examples; example++)
            table[this[example, first], this[example, second]]++;
        return table;
    }
}
