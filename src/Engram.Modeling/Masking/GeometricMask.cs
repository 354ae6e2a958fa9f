using Engram.Signals.Randomness;

namespace Engram.Modeling.Masking;

/// <summary>
/// Spans with lengths of the geometric distribution P(l) = p (1 - p)^(l-1), p = 1 / mean, each channel by itself (Joshi et al. 2020;
/// Zerveas et al. 2021): a span starts at a random visible step and masks the next l visible steps, around the end, until exactly ⌊ratio · steps⌋ are masked.
/// </summary>
public sealed class GeometricMask : IMaskSampler
{
    /// <summary>A sampler.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public GeometricMask(GeometricMaskConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
    }

    /// <summary>Settings.</summary>
    public GeometricMaskConfig Config { get; }

    /// <inheritdoc/>
    public int MaskedCount(TokenGrid grid) => grid.Channels * MaskDraw.Count(Config.Ratio, grid.Steps);

    /// <summary>The length of one span.</summary>
    /// <param name="random">Generator.</param>
    internal int Length(SeededRandom random)
    {
        if (Config.MeanLength == 1)
            return 1;
        var length = 1 + Math.Floor(Math.Log(1 - random.NextDouble()) / Math.Log(1 - (1 / Config.MeanLength)));
        return (int)Math.Min(length, int.MaxValue);
    }

    /// <inheritdoc/>
    public MaskPartition Draw(TokenGrid grid, int batch, SeededRandom random) => MaskDraw.Batch(grid, batch, masked =>
    {
        for (var channel = 0; channel < grid.Channels; channel++)
        {
            var steps = masked.AsSpan(channel * grid.Steps, grid.Steps);
            var remaining = MaskDraw.Count(Config.Ratio, grid.Steps);
            while (remaining > 0)
            {
                var step = random.NextInt(grid.Steps);
                while (steps[step])
                    step = (step + 1) % grid.Steps;
                var length = Math.Min(Length(random), remaining);
                for (remaining -= length; length > 0; step = (step + 1) % grid.Steps)
                {
                    length -= steps[step] ? 0 : 1;
                    steps[step] = true;
                }
            }
        }
    });
}
