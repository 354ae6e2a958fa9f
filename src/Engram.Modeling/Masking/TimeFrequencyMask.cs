using Engram.Signals.Randomness;

namespace Engram.Modeling.Masking;

/// <summary>
/// Whole frequency groups and whole frames of a spectrogram (TFM-Tokenizer, Pradeepkumar et al. 2025): a cell is visible where neither its group nor
/// its frame is masked, a share of (1 - ⌊r_f F⌋/F)(1 - ⌊r_t T⌋/T). One pattern for the whole batch, as in the paper.
/// </summary>
public sealed class TimeFrequencyMask : IMaskSampler
{
    /// <summary>A sampler.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public TimeFrequencyMask(TimeFrequencyMaskConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
    }

    /// <summary>Settings.</summary>
    public TimeFrequencyMaskConfig Config { get; }

    /// <inheritdoc/>
    public int MaskedCount(TokenGrid grid) =>
        grid.Tokens - ((grid.Channels - MaskDraw.Count(Config.FrequencyRatio, grid.Channels)) * (grid.Steps - MaskDraw.Count(Config.TimeRatio, grid.Steps)));

    /// <inheritdoc/>
    public MaskPartition Draw(TokenGrid grid, int batch, SeededRandom random)
    {
        bool[]? pattern = null;
        return MaskDraw.Batch(grid, batch, masked => (pattern ??= Pattern(grid, random)).CopyTo(masked, 0));
    }

    private bool[] Pattern(TokenGrid grid, SeededRandom random)
    {
        var groups = random.Permutation(grid.Channels)[..MaskDraw.Count(Config.FrequencyRatio, grid.Channels)];
        var frames = random.Permutation(grid.Steps)[..MaskDraw.Count(Config.TimeRatio, grid.Steps)];
        var masked = new bool[grid.Tokens];
        foreach (var group in groups)
            masked.AsSpan(grid.Index(group, 0), grid.Steps).Fill(true);
        foreach (var frame in frames)
        {
            for (var group = 0; group < grid.Channels; group++)
                masked[grid.Index(group, frame)] = true;
        }

        return masked;
    }
}
