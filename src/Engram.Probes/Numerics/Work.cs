namespace Engram.Probes.Numerics;

/// <summary>Spreads pieces of work over threads; each piece writes only its own results, so the outcome does not depend on the threads.</summary>
internal static class Work
{
    /// <summary>Runs a body for each piece.</summary>
    /// <param name="pieces">How many.</param>
    /// <param name="threads">Most threads at once; 0 for one a core.</param>
    /// <param name="body">The work.</param>
    public static void For(int pieces, int threads, Action<int> body)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (threads == 1 || pieces == 1)
        {
            for (var i = 0; i < pieces; i++)
                body(i);
            return;
        }

        Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads }, body);
    }
}
