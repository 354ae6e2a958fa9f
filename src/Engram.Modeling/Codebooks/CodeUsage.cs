using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Codebooks;

/// <summary>How often each code was used.</summary>
/// <param name="Counts">One number a code.</param>
public sealed record CodeUsage(IReadOnlyList<long> Counts)
{
    /// <summary>exp of the entropy of the codes, -Σ p log p: the number of codes in effective use, from 1 to K; 0 without codes.</summary>
    public double Perplexity
    {
        get
        {
            var total = (double)Counts.Sum();
            return total == 0 ? 0 : Math.Exp(-Counts.Where(c => c > 0).Sum(c => c / total * Math.Log(c / total)));
        }
    }

    /// <summary>Codes that were never used.</summary>
    public int Dead => Counts.Count(c => c == 0);

    /// <summary>Counts codes.</summary>
    /// <param name="codes">int64 in [0, size), any shape.</param>
    /// <param name="size">K.</param>
    /// <exception cref="ArgumentException">A code is outside [0, K).</exception>
    public static CodeUsage Of(Tensor codes, long size)
    {
        InputCheck.Codes(codes, nameof(codes), size);
        var counts = new long[size];
        foreach (var code in codes.cpu().contiguous().data<long>().ToArray())
            counts[code]++;
        return new(counts);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Code usage: perplexity {Perplexity:0.0} of {Counts.Count} codes, {Dead} dead";
}
