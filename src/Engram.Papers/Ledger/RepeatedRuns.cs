using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Engram.Papers.Ledger;

/// <summary>
/// Repeats an experiment over seeds or other arms, as many at once as there are processors; each owns its randomness, so the order does not matter. A
/// processor that is done takes the next arm, so the longest ones best come first.
/// </summary>
public static class RepeatedRuns
{
    /// <summary>One result for each arm, in the order of the arms.</summary>
    /// <typeparam name="TArm">What tells one run from another: a seed, or a seed and a variant.</typeparam>
    /// <typeparam name="T">Result of one run.</typeparam>
    /// <param name="arms">Seeds or other arms.</param>
    /// <param name="run">One run.</param>
    public static T[] Of<TArm, T>(IReadOnlyList<TArm> arms, Func<TArm, T> run)
    {
        ArgumentNullException.ThrowIfNull(arms);
        var results = new T[arms.Count];
        try
        {
            var oneByOne = Partitioner.Create(Enumerable.Range(0, arms.Count), EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(oneByOne, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => results[i] = run(arms[i]));
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.Flatten().InnerExceptions[0]);
        }

        return results;
    }

    /// <summary>Seeds that follow one another.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    public static long[] Seeds(long first, int count) => [.. Enumerable.Range(0, count).Select(i => first + i)];
}
