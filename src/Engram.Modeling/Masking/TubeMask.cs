using Engram.Signals.Randomness;

namespace Engram.Modeling.Masking;

/// <summary>
/// Tubes: for each run of <c>Span</c> steps ⌊ratio · channels⌋ random channels are masked at all its steps (VideoMAE, Tong et al. 2022),
/// so that a hidden value cannot be read off its neighbour in time. The last run may be shorter.
/// </summary>
public sealed class TubeMask : IMaskSampler
{
    /// <summary>A sampler.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public TubeMask(TubeMaskConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
    }

    /// <summary>Settings.</summary>
    public TubeMaskConfig Config { get; }

    /// <inheritdoc/>
    public int MaskedCount(TokenGrid grid) => grid.Steps * MaskDraw.Count(Config.Ratio, grid.Channels);

    /// <inheritdoc/>
    public MaskPartition Draw(TokenGrid grid, int batch, SeededRandom random) => MaskDraw.Batch(grid, batch, masked =>
    {
        for (var first = 0; first < grid.Steps; first += Config.Span)
        {
            foreach (var channel in random.Permutation(grid.Channels).AsSpan(0, MaskDraw.Count(Config.Ratio, grid.Channels)))
                masked.AsSpan(grid.Index(channel, first), Math.Min(Config.Span, grid.Steps - first)).Fill(true);
        }
    });
}
