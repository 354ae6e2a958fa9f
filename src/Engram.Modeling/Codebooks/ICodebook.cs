using static TorchSharp.torch;

namespace Engram.Modeling.Codebooks;

/// <summary>A finite set of vectors and the rule that chooses one of them for a vector.</summary>
public interface ICodebook
{
    /// <summary>Numbers in a vector, D.</summary>
    long Width { get; }

    /// <summary>Codes of one level, K.</summary>
    long Size { get; }

    /// <summary>Codes that describe one vector together; 1 except for a residual codebook.</summary>
    int Levels { get; }

    /// <summary>The codes of vectors. No gradient, no change of the codebook.</summary>
    /// <param name="vectors">[…, D], finite.</param>
    /// <returns>int64 in [0, K): […] for one level, […, level] for several.</returns>
    /// <exception cref="ArgumentException">The shape is another, or a number is not finite.</exception>
    Tensor Encode(Tensor vectors);

    /// <summary>The vectors of codes.</summary>
    /// <param name="codes">int64, shaped as <see cref="Encode"/> gives them.</param>
    /// <returns>[…, D].</returns>
    /// <exception cref="ArgumentException">A code is outside [0, K), or the shape is another.</exception>
    Tensor Decode(Tensor codes);
}
