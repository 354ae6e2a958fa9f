using Engram.Signals.Randomness;

namespace Engram.Modeling.Masking;

/// <summary>Whole channels or leads: ⌊ratio · channels⌋ random ones are masked at all steps (BrainOmni's channel dropout, lead masking of ECG models).</summary>
public sealed class ChannelMask : IMaskSampler
{
    /// <summary>A sampler.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public ChannelMask(ChannelMaskConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
    }

    /// <summary>Settings.</summary>
    public ChannelMaskConfig Config { get; }

    /// <inheritdoc/>
    public int MaskedCount(TokenGrid grid) => grid.Steps * MaskDraw.Count(Config.Ratio, grid.Channels);

    /// <inheritdoc/>
    public MaskPartition Draw(TokenGrid grid, int batch, SeededRandom random) => MaskDraw.Batch(grid, batch, masked =>
    {
        foreach (var channel in random.Permutation(grid.Channels).AsSpan(0, MaskDraw.Count(Config.Ratio, grid.Channels)))
            masked.AsSpan(grid.Index(channel, 0), grid.Steps).Fill(true);
    });
}
