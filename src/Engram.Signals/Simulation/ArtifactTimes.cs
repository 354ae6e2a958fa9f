using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>When artifacts happen: exponential gaps, never two at once.</summary>
internal static class ArtifactTimes
{
    public static List<double> Draw(double perMinute, double length, double duration, SeededRandom random)
    {
        if (!(perMinute > 0 && length > 0))
            throw new ArgumentException($"Expected a rate and a length above 0, got {perMinute} a minute and {length} s.");
        List<double> times = [];
        var gap = Math.Max(0, (60 / perMinute) - length);
        for (var time = -Math.Log(1 - random.NextDouble()) * gap; time + length <= duration; time += length - (Math.Log(1 - random.NextDouble()) * gap))
            times.Add(time);
        return times;
    }

    public static double Duration(double[][] samples, double[][] positions, double samplingRate)
    {
        var length = Numerics.ChannelGroups.CheckedLength(samples, nameof(samples));
        return positions.Length == samples.Length
            ? length / samplingRate
            : throw new ArgumentException($"Expected {samples.Length} positions, got {positions.Length}.", nameof(positions));
    }
}
