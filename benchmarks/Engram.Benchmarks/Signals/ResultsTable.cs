using System.Globalization;

namespace Engram.Benchmarks.Signals;

/// <summary>benchmarks/RESULTS.md: what is measured anew takes the place of its old row, the other rows stay.</summary>
internal sealed class ResultsTable
{
    private readonly string path;
    private readonly Dictionary<string, string> rows = [];

    public ResultsTable(string path)
    {
        this.path = path;
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (SignalCases.All.Select(c => $"{c.Duel} {c.Title}").FirstOrDefault(n => line.StartsWith($"| {n} |", StringComparison.Ordinal)) is { } name)
                rows[name] = line;
        }
    }

    public static string ConsoleHeader => $"{"duel",-52} {"peer",-6} {"Engram",8} {"peer ms",8} {"ratio, 1 thread",20} {"CPU",6} {"ratio, all threads",20} {"MB",6} {"peer",6}  equal";

    public void Put(ResultRow row) => rows[row.Name] = row.ToMarkdown() + string.Create(CultureInfo.InvariantCulture, $" {DateTime.UtcNow:yyyy-MM-dd} |");

    public void Save() => File.WriteAllLines(path,
    [
        "# Measured duels",
        "",
        "Written by `./engram bench`: both sides run in turn in the same session on the same input, after their results were found equal; a case with unequal results has NO and no ratio.",
        "",
        $"Machine of the last run: {Environment.ProcessorCount} cores, {Machine()}. Peers: Debian 12's mne 1.3, scipy 1.10, numpy 1.24, scikit-learn 1.2; `{string.Join("` and `", SideProcess.Presets)}` are unset for both sides, because a preset ties OpenBLAS to an older processor. Debian does not package pyRiemann: D7's peer is numpy over whole stacks of matrices, written from pyRiemann's published formulas; WFDB's and DTW's peers are plain numpy too (`benchmarks/Engram.Benchmarks/signals_peer.py`).",
        "",
        "A ratio is the peer's time over ours: the median of 15 rounds, with quartiles. CPU is the ratio of processor times on one thread, which other work on the machine disturbs less. Memory is the peak of the process in its first run in MB, with what that run added in brackets; a .NET program that does nothing has 24 MB, Python with numpy imported 32 MB, before either has read its input. The last number is the largest absolute difference between the results.",
        "",
        "| duel | peer | Engram, ms | peer, ms | ratio, 1 thread | CPU | ratio, all threads | MB | peer's MB | equal | measured |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
        .. SignalCases.All.Select(c => rows.GetValueOrDefault($"{c.Duel} {c.Title}")).OfType<string>(),
    ]);

    private static string Machine()
    {
        var fields = File.ReadLines("/proc/cpuinfo").TakeWhile(l => l.Length > 0).Select(l => l.Split(':', StringSplitOptions.TrimEntries)).Where(f => f.Length == 2).GroupBy(f => f[0]).ToDictionary(g => g.Key, g => g.First()[1]);
        var vectors = fields.GetValueOrDefault("flags", "").Contains("avx512f", StringComparison.Ordinal) ? ", AVX-512" : "";
        return $"{fields.GetValueOrDefault("vendor_id", "unknown processor")} family {fields.GetValueOrDefault("cpu family", "?")}{vectors}";
    }
}
