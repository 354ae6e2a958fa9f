using System.Globalization;

namespace Engram.Benchmarks.Signals;

/// <summary>What was found of one case.</summary>
internal sealed record ResultRow(SignalCase Case)
{
    public Agreement? Agreement { get; init; }

    public Timing? OneThread { get; init; }

    public Timing? AllThreads { get; init; }

    public (double Before, double Peak) Memory { get; init; }

    public (double Before, double Peak) PeerMemory { get; init; }

    public string Name => $"{Case.Duel} {Case.Title}";

    public string ToConsole() => Why.Length > 0
        ? $"{Name,-52} {Case.Peer,-6} NO: {Why}"
        : Format($"{Name,-52} {Case.Peer,-6} {1e3 * Shown.Ours,8:0.0} {1e3 * Shown.Peer,8:0.0} {Ratio(OneThread),20} {Shown.ProcessorRatio,6:0.0} {Ratio(AllThreads),20} {Memory.Peak,6:0} {PeerMemory.Peak,6:0}  {Equal}");

    public string ToMarkdown() => Why.Length > 0
        ? $"| {Name} | {Case.Peer} | | | NO: {Why} | | | | | |"
        : Format($"| {Name} | {Case.Peer} | {1e3 * Shown.Ours:0.0} | {1e3 * Shown.Peer:0.0} | {Ratio(OneThread)} | {Shown.ProcessorRatio:0.0} | {Ratio(AllThreads)} | {Memory.Peak:0} (+{Memory.Peak - Memory.Before:0}) | {PeerMemory.Peak:0} (+{PeerMemory.Peak - PeerMemory.Before:0}) | {Equal} |");

    /// <summary>Why there is no ratio; empty where there is one.</summary>
    public string Why => Agreement is not { } a ? "no result"
        : a.Count != a.PeerCount ? $"{a.Count} and {a.PeerCount} values"
        : !a.IsEqual ? Format($"largest difference {a.Difference:0.0e+0}, {a.Excess:0.##} times what {Case.Gate} allows")
        : "";

    // the times of one thread where they were taken
    private Timing Shown => OneThread ?? AllThreads!;

    private string Equal => Format($"yes, {Agreement!.Difference:0.0e+0}");

    private static string Ratio(Timing? timing) => timing is null ? "" : Format($"{timing.Ratio:0.0} ({timing.Low:0.0}-{timing.High:0.0})");

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
