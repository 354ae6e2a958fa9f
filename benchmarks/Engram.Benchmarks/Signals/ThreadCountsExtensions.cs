namespace Engram.Benchmarks.Signals;

/// <summary>What <c>--threads</c> says.</summary>
internal static class ThreadCountsExtensions
{
    public static bool TryParse(string? text, out ThreadCounts counts)
    {
        counts = text switch { "1" => ThreadCounts.One, "all" => ThreadCounts.All, _ => ThreadCounts.Both };
        return text is "1" or "all" or "both";
    }

    /// <summary>The numbers to run with; on one core both are the same.</summary>
    public static int[] Numbers(this ThreadCounts counts) => Environment.ProcessorCount == 1
        ? [1]
        : [.. counts.HasFlag(ThreadCounts.One) ? (int[])[1] : [], .. counts.HasFlag(ThreadCounts.All) ? (int[])[Environment.ProcessorCount] : []];
}
