using Engram.Signals.Randomness;

namespace Engram.Modeling.Masking;

/// <summary>Draws which tokens are hidden.</summary>
public interface IMaskSampler
{
    /// <summary>How many tokens of a grid every draw masks.</summary>
    /// <param name="grid">The places of the tokens.</param>
    int MaskedCount(TokenGrid grid);

    /// <summary>Draws a mask for each sample of a batch; same generator state, same masks.</summary>
    /// <param name="grid">The places of the tokens.</param>
    /// <param name="batch">Samples, at least 1.</param>
    /// <param name="random">Generator.</param>
    /// <exception cref="ArgumentException">The grid does not fit the sampler, or the batch is empty.</exception>
    MaskPartition Draw(TokenGrid grid, int batch, SeededRandom random);
}
