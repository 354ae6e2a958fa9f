using Engram.Signals;
using Engram.Signals.Randomness;

namespace Engram.Modeling.Masking;

/// <summary>
/// Neighbourhoods of electrodes over runs of steps (REVE, El Ouahidi et al. 2025): some channels are dropped at all steps; then for each run
/// of <c>Span</c> steps random seed channels are masked with all channels within the radius, nearest first, until exactly
/// ⌊ratio · channels⌋ are masked. Needs electrode positions.
/// </summary>
public sealed class SpatialRadiusMask : IMaskSampler
{
    /// <summary>A sampler.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public SpatialRadiusMask(SpatialRadiusMaskConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
    }

    /// <summary>Settings.</summary>
    public SpatialRadiusMaskConfig Config { get; }

    /// <inheritdoc/>
    public int MaskedCount(TokenGrid grid) => grid.Steps * MaskDraw.Count(Config.Ratio, grid.Channels);

    /// <inheritdoc/>
    public MaskPartition Draw(TokenGrid grid, int batch, SeededRandom random)
    {
        if (grid?.Positions is null)
            throw new ArgumentException("Expected a grid with electrode positions, got none. Give TokenGrid the positions in metres.", nameof(grid));
        return MaskDraw.Batch(grid, batch, masked =>
        {
            var dropped = new bool[grid.Channels];
            Grow(dropped, grid.Positions, MaskDraw.Count(Config.DropoutRatio, grid.Channels), Config.DropoutRadius, random);
            for (var first = 0; first < grid.Steps; first += Config.Span)
            {
                var chosen = (bool[])dropped.Clone();
                Grow(chosen, grid.Positions, MaskDraw.Count(Config.Ratio, grid.Channels), Config.Radius, random);
                for (var channel = 0; channel < chosen.Length; channel++)
                    masked.AsSpan(grid.Index(channel, first), Math.Min(Config.Span, grid.Steps - first)).Fill(chosen[channel]);
            }
        });
    }

    private static void Grow(bool[] chosen, IReadOnlyList<Point3> positions, int count, double radius, SeededRandom random)
    {
        var remaining = count - chosen.Count(c => c);
        foreach (var seed in random.Permutation(chosen.Length))
        {
            if (chosen[seed])
                continue;
            var near = Enumerable.Range(0, chosen.Length)
                .Select(channel => (Channel: channel, Distance: (positions[seed] - positions[channel]).Length))
                .Where(c => !chosen[c.Channel] && c.Distance <= radius)
                .OrderBy(c => c.Distance);
            foreach (var (channel, _) in near.Take(remaining).ToArray())
            {
                chosen[channel] = true;
                remaining--;
            }
        }
    }
}
