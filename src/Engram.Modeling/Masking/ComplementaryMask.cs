using Engram.Signals.Randomness;

namespace Engram.Modeling.Masking;

/// <summary>
/// Sets of a random permutation that are disjoint and cover all tokens: of each <c>Parts</c> samples in a row every token is masked in exactly one
/// (symmetric masking of LaBraM, Du-IN and NeuroRVQ for two). The tokens must divide by the parts, and so must the batch.
/// </summary>
public sealed class ComplementaryMask : IMaskSampler
{
    /// <summary>A sampler.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public ComplementaryMask(ComplementaryMaskConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
    }

    /// <summary>Settings.</summary>
    public ComplementaryMaskConfig Config { get; }

    /// <inheritdoc/>
    public int MaskedCount(TokenGrid grid) => grid.Tokens / Config.Parts;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Tokens or batch do not divide by the parts; use <see cref="MaskPartition.Complement"/> for uneven halves.</exception>
    public MaskPartition Draw(TokenGrid grid, int batch, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (grid.Tokens % Config.Parts != 0 || batch % Config.Parts != 0)
            throw new ArgumentException($"Expected tokens and batch that divide by {Config.Parts}, got {grid.Tokens} tokens and a batch of {batch}. MaskPartition.Complement gives the second half of any mask.", nameof(grid));
        var (order, sample) = (Array.Empty<int>(), 0);
        return MaskDraw.Batch(grid, batch, masked =>
        {
            var part = sample++ % Config.Parts;
            if (part == 0)
                order = random.Permutation(grid.Tokens);
            foreach (var token in order.AsSpan(part * MaskedCount(grid), MaskedCount(grid)))
                masked[token] = true;
        });
    }
}
