namespace Engram.Signals.Simulation;

/// <summary>Spikes of a simulated network.</summary>
/// <param name="Times">[neuron][spike]: times (s), ascending.</param>
/// <param name="Duration">Seconds simulated.</param>
public sealed record SpikingActivity(double[][] Times, double Duration)
{
    /// <summary>Spikes a second of each neuron.</summary>
    public double[] Rates => Array.ConvertAll(Times, t => t.Length / Duration);

    /// <summary>Spike counts in bins of equal width, [neuron][bin].</summary>
    /// <param name="width">Seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is not above 0.</exception>
    public double[][] Bin(double width)
    {
        if (!(width > 0))
            throw new ArgumentOutOfRangeException(nameof(width), $"Expected a width above 0 s, got {width}.");
        var bins = (int)Math.Ceiling((Duration / width) - 1e-9);
        return Array.ConvertAll(Times, times =>
        {
            var counts = new double[bins];
            foreach (var time in times)
                counts[Math.Min(bins - 1, (int)(time / width))]++;
            return counts;
        });
    }
}
