using System.Text;
using Engram.Data;

namespace Engram.Papers.Ledger;

/// <summary>The ledger as Markdown, written from the records: one row a paper in the README, one row a claim in <c>reproductions/README.md</c>.</summary>
public static class LedgerPages
{
    /// <summary>Line before the table in the README.</summary>
    public const string Begin = "<!-- ledger: written by ./engram reproduce from reproductions/*.json -->";

    /// <summary>Line after it.</summary>
    public const string End = "<!-- end of ledger -->";

    /// <summary>All records of a folder, by slug.</summary>
    /// <param name="folder">Folder of <c>*.json</c>.</param>
    public static IReadOnlyList<ReproductionRecord> Load(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(ReproductionRecord.Load)] : [];

    /// <summary>The README with its table replaced.</summary>
    /// <param name="readme">The README's text.</param>
    /// <param name="records">The records.</param>
    /// <exception cref="DataException">The README lacks the two marks.</exception>
    public static string Replace(string readme, IReadOnlyList<ReproductionRecord> records)
    {
        ArgumentNullException.ThrowIfNull(readme);
        var (begin, end) = (readme.IndexOf(Begin, StringComparison.Ordinal), readme.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
            throw new DataException($"README.md: expected the lines '{Begin}' and '{End}' around the ledger.");
        return readme[..begin] + Begin + "\n" + Summary(records) + readme[end..];
    }

    /// <summary>One row for each paper.</summary>
    /// <param name="records">The records.</param>
    public static string Summary(IReadOnlyList<ReproductionRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var text = new StringBuilder("| paper | data | claims that hold | that do not | not testable here | first claim: ours (baseline) |\n|---|---|---|---|---|---|\n");
        foreach (var record in records)
        {
            int Count(Verdict verdict) => record.Claims.Count(c => c.Verdict == verdict);
            var first = record.Claims[0];
            text.Append($"| [{Cell(record.Title)}]({record.Notebook}) | {record.DataSet ?? "simulated"} | {Count(Verdict.Holds)} | {Count(Verdict.DoesNotHold)} | {Count(Verdict.NotTestableHere)} | ")
                .Append($"{Cell(first.Statement)}: {first.Ours}{(first.Baseline is { } baseline ? $" ({baseline})" : "")} |\n");
        }

        return text.ToString();
    }

    /// <summary>One row for each claim.</summary>
    /// <param name="records">The records.</param>
    public static string Claims(IReadOnlyList<ReproductionRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var text = new StringBuilder("# Claims\n\nWritten by `./engram reproduce` from the records beside this page. Intervals are 95 %, over the seeds of the record.\n");
        foreach (var record in records)
        {
            text.Append($"\n## [{record.Title}](../{record.Notebook})\n\n{record.Scale.ToString().ToLowerInvariant()} scale, {record.Seeds.Count} seeds, {(record.DataSet is null ? "simulated data only" : $"real data: {record.DataSet}")}; record: [{record.Slug}.json]({record.Slug}.json)\n\n")
                .Append("| claim | paper | measure here | data | ours | baseline | test | verdict |\n|---|---|---|---|---|---|---|---|\n");
            foreach (var claim in record.Claims)
                text.Append($"| {Cell(claim.Statement)} | {Cell(claim.Paper)} | {Cell(claim.Measure)} | {Cell(claim.Data)} | {claim.Ours?.ToString() ?? "not measured"} | {claim.Baseline?.ToString() ?? ""} | {Cell(claim.Test)} | {Claim.Words(claim.Verdict)} |\n");
        }

        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
