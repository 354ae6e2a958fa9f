using System.Collections.Concurrent;

namespace Engram.Papers.Ledger;

/// <summary>Repeats an experiment over seeds, as many at once as there are processors; each repetition owns its randomness, so the order does not matter.</summary>
public static class RepeatedRuns
{
    /// <summary>One result for each seed, in the order of the seeds.</summary>
    /// <typeparam name="T">Result of one repetition.</typeparam>
    /// <param name="seeds">Seeds.</param>
    /// <param name="run">One repetition.</param>
    public static T[] Of<T>(IReadOnlyList<long> seeds, Func<long, T> run)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        var results = new T[seeds.Count];
        try
        {
            // one at a time from the queue: a range for each worker would leave a core idle where repetitions differ in length
            var queue = Partitioner.Create(Enumerable.Range(0, seeds.Count), EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(queue, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => results[i] = run(seeds[i]));
        }
        catch (AggregateException error)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error.Flatten().InnerExceptions[0]);
        }

        return results;
    }

    /// <summary>Seeds that follow one another.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    public static long[] Seeds(long first, int count) => [.. Enumerable.Range(0, count).Select(i => first + i)];
}
