using System.Numerics.Tensors;

namespace Engram.Signals.Preprocessing;

/// <summary>Changes what potentials are measured against.</summary>
public static class Reference
{
    /// <summary>Every channel minus the mean of all.</summary>
    /// <param name="samples">[channel][time]; they stay as they are.</param>
    public static double[][] Average(double[][] samples) => To(samples, [.. Enumerable.Range(0, samples?.Length ?? 0)]);

    /// <summary>Every channel minus the mean of some (the mastoids, say).</summary>
    /// <param name="samples">[channel][time]; they stay as they are.</param>
    /// <param name="references">Indices of the reference channels, at least one.</param>
    /// <exception cref="ArgumentException">There is no reference channel, or an index is out of range.</exception>
    public static double[][] To(double[][] samples, IReadOnlyList<int> references)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0 || references.Any(r => r < 0 || r >= samples.Length))
            throw new ArgumentException($"Expected reference channels between 0 and {samples.Length - 1}, got [{string.Join(", ", references)}].", nameof(references));
        var length = Numerics.ChannelGroups.CheckedLength(samples, nameof(samples));
        var mean = new double[length];
        foreach (var r in references)
            TensorPrimitives.Add(mean, samples[r], mean);
        TensorPrimitives.Divide(mean, references.Count, mean);
        return Array.ConvertAll(samples, row =>
        {
            var result = new double[length];
            TensorPrimitives.Subtract(row, mean, result);
            return result;
        });
    }

    /// <summary>
    /// The local (Hjorth 1975) Laplacian: every channel minus the mean of its nearest neighbours, weighted by the inverse of
    /// their distances.
    /// </summary>
    /// <param name="samples">[channel][time]; they stay as they are.</param>
    /// <param name="positions">[channel][x, y, z] (m).</param>
    /// <param name="neighbours">How many neighbours, at least 1; four is usual.</param>
    /// <exception cref="ArgumentException">The positions do not fit the channels, or two of them are the same.</exception>
    public static double[][] Laplacian(double[][] samples, double[][] positions, int neighbours = 4)
    {
        ArgumentNullException.ThrowIfNull(positions);
        var length = Numerics.ChannelGroups.CheckedLength(samples, nameof(samples));
        if (positions.Length != samples.Length || neighbours < 1 || neighbours >= samples.Length)
            throw new ArgumentException($"Expected {samples.Length} positions and 1 to {samples.Length - 1} neighbours, got {positions.Length} and {neighbours}.", nameof(positions));
        return [.. samples.Select((row, i) =>
        {
            var near = Enumerable.Range(0, samples.Length).Where(j => j != i)
                .Select(j => (Index: j, Distance: Simulation.SphericalSites.Distance(positions[i], positions[j])))
                .OrderBy(p => p.Distance).Take(neighbours).ToArray();
            if (near[0].Distance == 0)
                throw new ArgumentException($"Channels {i} and {near[0].Index} have the same position.", nameof(positions));
            var total = near.Sum(p => 1 / p.Distance);
            var result = (double[])row.Clone();
            foreach (var (index, distance) in near)
                TensorPrimitives.MultiplyAdd<double>(samples[index], -1 / distance / total, result, result);
            return result;
        })];
    }
}
