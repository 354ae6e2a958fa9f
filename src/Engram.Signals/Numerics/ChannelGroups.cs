namespace Engram.Signals.Numerics;

/// <summary>Spreads channels over lanes and threads.</summary>
internal static class ChannelGroups
{
    /// <summary>Runs a body for each number below a count. Each body writes only its own results, so the outcome does not depend on the threads.</summary>
    /// <param name="count">How many.</param>
    /// <param name="threads">Most threads at once; 0 for one a core.</param>
    /// <param name="body">The work.</param>
    public static void For(int count, int threads, Action<int> body)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (threads == 1 || count == 1)
        {
            for (var i = 0; i < count; i++)
                body(i);
            return;
        }

        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads }, body);
        }
        catch (AggregateException several) when (several.InnerExceptions.Count > 0)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    /// <summary>Runs a body for each group of up to eight rows: first row, number of rows.</summary>
    public static void ForLanes(int rows, int threads, Action<int, int> body) =>
        For((rows + WideLane.Count - 1) / WideLane.Count, threads, group =>
            body(group * WideLane.Count, Math.Min(WideLane.Count, rows - (group * WideLane.Count))));

    /// <summary>Checks that an array is [channel][time] with rows of one length; returns the length.</summary>
    /// <exception cref="ArgumentException">There is no row, or the lengths differ.</exception>
    public static int CheckedLength(double[][] samples, string name)
    {
        ArgumentNullException.ThrowIfNull(samples, name);
        if (samples.Length == 0)
            throw new ArgumentException("Expected at least one channel, got none.", name);
        foreach (var row in samples)
        {
            if (row.Length != samples[0].Length)
                throw new ArgumentException($"Expected channels of one length, got {samples[0].Length} and {row.Length} samples.", name);
        }

        return samples[0].Length;
    }
}
