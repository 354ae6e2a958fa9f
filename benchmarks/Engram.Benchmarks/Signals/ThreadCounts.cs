namespace Engram.Benchmarks.Signals;

/// <summary>With how many threads a duel is run.</summary>
[Flags]
internal enum ThreadCounts
{
    /// <summary>One on both sides.</summary>
    One = 1,

    /// <summary>One a core on both sides.</summary>
    All = 2,

    /// <summary>First one, then all.</summary>
    Both = One | All,
}
