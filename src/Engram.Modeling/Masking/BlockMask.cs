using Engram.Signals.Randomness;

namespace Engram.Modeling.Masking;

/// <summary>
/// Runs of steps, each channel by itself (ECG-JEPA, Weimann and Conrad 2024): a still visible interval is drawn with a chance
/// proportional to its length and a block of b ~ U{minimum … steps still to mask} is placed inside it, or fills it where it is not longer
/// than b; when fewer than the minimum remain, the rest extends masked runs at their edges. Every masked run is at least the
/// minimum long, where the count to be masked allows it; a smaller count is one run.
/// </summary>
public sealed class BlockMask : IMaskSampler
{
    /// <summary>A sampler.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public BlockMask(BlockMaskConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
    }

    /// <summary>Settings.</summary>
    public BlockMaskConfig Config { get; }

    /// <inheritdoc/>
    public int MaskedCount(TokenGrid grid) => grid.Channels * MaskDraw.Count(Config.Ratio, grid.Steps);

    /// <inheritdoc/>
    public MaskPartition Draw(TokenGrid grid, int batch, SeededRandom random) => MaskDraw.Batch(grid, batch, masked =>
    {
        for (var channel = 0; channel < grid.Channels; channel++)
            Fill(masked.AsSpan(channel * grid.Steps, grid.Steps), MaskDraw.Count(Config.Ratio, grid.Steps), random);
    });

    private void Fill(Span<bool> steps, int remaining, SeededRandom random)
    {
        if (remaining > 0 && remaining < Config.MinimumBlock)
        {
            steps.Slice(random.NextInt(steps.Length - remaining + 1), remaining).Fill(true); // no run yet to extend
            return;
        }

        while (remaining > 0)
        {
            var (start, length) = Interval(steps, random.NextInt(steps.Count(false)));
            if (remaining < Config.MinimumBlock)
            {
                // an interval always touches a masked run once the first block is placed
                var take = Math.Min(remaining, length);
                steps.Slice(start > 0 ? start : start + length - take, take).Fill(true);
                remaining -= take;
                continue;
            }

            var block = Config.MinimumBlock + random.NextInt(remaining - Config.MinimumBlock + 1); // b
            if (length <= block)
                block = length;
            else
                start += random.NextInt(length - block + 1);
            steps.Slice(start, block).Fill(true);
            remaining -= block;
        }
    }

    // the visible interval around the n-th visible step
    private static (int Start, int Length) Interval(ReadOnlySpan<bool> masked, int n)
    {
        var step = -1;
        for (var seen = -1; seen < n; seen += masked[step] ? 0 : 1)
            step++;
        var start = masked[..step].LastIndexOf(true) + 1;
        var end = masked[step..].IndexOf(true);
        return (start, (end < 0 ? masked.Length : step + end) - start);
    }
}
