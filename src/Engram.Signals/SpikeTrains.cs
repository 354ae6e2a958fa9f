namespace Engram.Signals;

/// <summary>Spike times of several units over one stretch of time.</summary>
public sealed class SpikeTrains
{
    /// <summary>Keeps the spike times, sorted.</summary>
    /// <param name="times">[unit][spike], in seconds.</param>
    /// <param name="duration">Length of the observation (s).</param>
    /// <param name="provenance">Where they came from.</param>
    /// <param name="units">Names of the units; numbered when left out.</param>
    /// <exception cref="ArgumentException">A spike lies outside [0, duration], or the names do not match.</exception>
    public SpikeTrains(double[][] times, double duration, Provenance provenance, IReadOnlyList<string>? units = null)
    {
        ArgumentNullException.ThrowIfNull(times);
        if (times.Any(unit => unit.Any(t => !(t >= 0 && t <= duration))))
            throw new ArgumentException($"Expected spike times in [0, {duration}] s.", nameof(times));
        Units = units ?? [.. Enumerable.Range(0, times.Length).Select(i => $"unit {i}")];
        if (Units.Count != times.Length)
            throw new ArgumentException($"Expected {times.Length} names, got {Units.Count}.", nameof(units));
        Times = Array.ConvertAll(times, unit => unit.Order().ToArray());
        Duration = duration;
        Provenance = provenance;
    }

    /// <summary>[unit][spike], in seconds, ascending.</summary>
    public double[][] Times { get; }

    /// <summary>Names of the units.</summary>
    public IReadOnlyList<string> Units { get; }

    /// <summary>Length of the observation (s).</summary>
    public double Duration { get; }

    /// <summary>Where they came from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Mean firing rates (Hz).</summary>
    public double[] Rates => Array.ConvertAll(Times, unit => unit.Length / Duration);

    /// <summary>Counts in bins of equal width; an incomplete last bin is left out.</summary>
    /// <param name="binSeconds">Width of a bin (s), above 0.</param>
    /// <returns>[unit][bin].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is not above 0 or longer than the observation.</exception>
    public int[][] Bin(double binSeconds)
    {
        if (!(binSeconds > 0 && binSeconds <= Duration))
            throw new ArgumentOutOfRangeException(nameof(binSeconds), $"Expected a width in (0, {Duration}] s, got {binSeconds}.");
        var bins = (int)Math.Floor((Duration / binSeconds) + 1e-9);
        return Array.ConvertAll(Times, unit =>
        {
            var counts = new int[bins];
            foreach (var time in unit)
            {
                if ((int)(time / binSeconds) is var bin && bin < bins)
                    counts[bin]++;
            }

            return counts;
        });
    }

    /// <summary>The spikes between two times, counted from the first.</summary>
    /// <param name="from">Seconds.</param>
    /// <param name="to">Seconds, not included.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is empty or reaches outside.</exception>
    public SpikeTrains Crop(double from, double to) => from >= 0 && from < to && to <= Duration
        ? new(Array.ConvertAll(Times, unit => unit.Where(t => t >= from && t < to).Select(t => t - from).ToArray()), to - from, Provenance.With($"crop({from}, {to})"), Units)
        : throw new ArgumentOutOfRangeException(nameof(from), $"Expected 0 <= from < to <= {Duration} s, got {from} and {to}.");

    /// <inheritdoc/>
    public override string ToString() => $"SpikeTrains: {Times.Length} units, {Times.Sum(unit => unit.Length)} spikes in {Duration:0.##} s ({Provenance.Source})";
}
