using System.CommandLine;
using Engram.Data;
using Engram.Papers.Ledger;

namespace Engram.Cli.Verbs;

/// <summary><c>engram reproduce</c>: a paper's experiment without its notebook; writes the record and the ledger.</summary>
internal static class ReproduceVerb
{
    public static Command Create()
    {
        var slugs = new Argument<string[]>("slug") { Arity = ArgumentArity.ZeroOrMore, Description = $"Papers: {string.Join(", ", Reproductions.All.Select(r => r.Slug))}." };
        var all = new Option<bool>("--all") { Description = "All papers." };
        var scale = new Option<ReproductionScale>("--scale") { Description = "quick (minutes) or full (hours).", DefaultValueFactory = _ => ReproductionScale.Quick };
        var seeds = new Option<int?>("--seeds") { Description = "Repetitions; by default as in the notebook." };
        var data = new Option<string>("--data") { Description = "auto, real or simulated.", DefaultValueFactory = _ => "auto" };
        var output = new Option<string?>("--output", "-o") { Description = "Folder for the records instead of reproductions/; the README is then left alone." };
        var command = new Command("reproduce", "Runs papers' experiments and keeps their records and the claims ledger.") { slugs, all, scale, seeds, data, output };
        command.SetAction(parse => Run(parse.GetValue(slugs) ?? [], parse.GetValue(all), parse.GetValue(scale), parse.GetValue(seeds), parse.GetValue(data)!, parse.GetValue(output)));
        return command;
    }

    private static int Run(string[] slugs, bool all, ReproductionScale scale, int? seeds, string data, string? output)
    {
        if (all == slugs.Length > 0)
            throw new ArgumentException("Give either names of papers or --all.");
        if (seeds < 1)
            throw new ArgumentException($"--seeds: expected at least 1, got {seeds}.");
        var root = DataCatalog.FindRoot();
        var folder = output ?? Path.Combine(root, "reproductions");
        var wanted = all ? Reproductions.All : [.. slugs.Select(Reproductions.Find)];
        Directory.CreateDirectory(folder);
        foreach (var reproduction in wanted)
        {
            var record = ReproductionRecord.Make(reproduction, scale, seeds, data, DataCatalog.Standard(), part => Console.Error.WriteLine($"{reproduction.Slug}: {part}"));
            Replace(Path.Combine(folder, reproduction.Slug + ".json"), record.ToJson());
            Console.WriteLine($"{record.Title}\n{new ClaimsTable(record.Claims).ToTable()}\n");
        }

        if (output is not null)
            return ExitCodes.Success;
        var records = LedgerPages.Load(folder);
        Replace(Path.Combine(folder, "README.md"), LedgerPages.Claims(records));
        var readme = Path.Combine(root, "README.md");
        Replace(readme, LedgerPages.Replace(File.ReadAllText(readme), records));
        return ExitCodes.Success;
    }

    // a file that is there is replaced only when the new one is complete
    private static void Replace(string path, string text)
    {
        File.WriteAllText(path + ".tmp", text);
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
