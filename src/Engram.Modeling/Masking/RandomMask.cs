using Engram.Signals.Randomness;

namespace Engram.Modeling.Masking;

/// <summary>⌊ratio · N⌋ tokens, all choices equally likely (He et al. 2022).</summary>
public sealed class RandomMask : IMaskSampler
{
    /// <summary>A sampler.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public RandomMask(RandomMaskConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
    }

    /// <summary>Settings.</summary>
    public RandomMaskConfig Config { get; }

    /// <inheritdoc/>
    public int MaskedCount(TokenGrid grid) => MaskDraw.Count(Config.Ratio, grid.Tokens);

    /// <inheritdoc/>
    public MaskPartition Draw(TokenGrid grid, int batch, SeededRandom random) => MaskDraw.Batch(grid, batch, masked =>
    {
        foreach (var token in random.Permutation(grid.Tokens).AsSpan(0, MaskedCount(grid)))
            masked[token] = true;
    });
}
