using System.Text.RegularExpressions;

namespace Engram.Cli.Tests;

/// <summary>Every command that the README shows is parsed here and run here or by CI.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(EngramProcess.Repository, "README.md"));

    // Verbs of the program, and where each is run.
    private static readonly Dictionary<string, string> RunBy = new()
    {
        ["run"] = "RunVerbTests, and engram test with every notebook",
        ["test"] = ".ci/run",
        ["reproduce"] = "TheReproduceCommandsRun, LedgerTests",
        ["info"] = "BadInputTests, TheQuickCommandsRun",
        ["data"] = "DataVerbTests, BadInputTests, TheQuickCommandsRun",
        ["doctor"] = "TheQuickCommandsRun",
        ["kernel"] = "TheQuickCommandsRun installs it, JupyterClientTests run it",
        ["launch"] = "LaunchVerbTests",
    };

    // Verbs of the launcher, which go to another program, and where each is run.
    private static readonly Dictionary<string, string> LaunchedBy = new()
    {
        ["setup"] = ".ci/run, by way of engram test",
        ["generate"] = "GeneratedOperatorsTests runs the generator and compares",
        ["bench"] = "by hand: it measures, and CI machines are too noisy for that",
    };

    public static TheoryData<string> Commands => [.. Command().Matches(Readme).Select(m => m.Groups[1].Value.Trim()).Distinct()];

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryCommandIsKnownAndRunSomewhere(string command)
    {
        // placeholders and choices become one example
        var words = command.Replace("\\|", "|", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .TakeWhile(w => w != "#").Select(w => w.Trim('[', ']').Split('|')[0]).Select(w => w switch
            {
                "NOTEBOOK…" or "OUT" => "a.ipynb",
                "SLUG…" => "transcoders",
                "FILE…" => "a.edf",
                "NAME" => "mitdb-100",
                "RECORDS" => "100,101",
                "S" or "N" => "3",
                _ => w,
            }).ToArray();
        if (LaunchedBy.ContainsKey(words[0]))
        {
            Assert.Contains(words[0], File.ReadAllText(Path.Combine(EngramProcess.Repository, "engram")));
            return;
        }

        Assert.Contains(words[0], RunBy.Keys);
        if (words is ["data", "list", ..] or ["kernel", "install", ..])
            words = words[..2];
        Assert.Empty(CommandLine.Root().Parse(words).Errors.Select(e => $"{string.Join(' ', words)}: {e.Message}"));
    }

    [Fact]
    public void TheTablesVerbsAreTheProgramsVerbs() =>
        Assert.Equal(RunBy.Keys.Order(), CommandLine.Root().Subcommands.Select(c => c.Name).Order());

    [Fact]
    public void TheQuickCommandsRun()
    {
        using var engram = new EngramProcess();
        var (code, output, errors) = engram.Run("data", "list");
        Assert.True(code == 0, errors);
        Assert.Contains("eegmmidb-s001", output);
        Assert.Contains("ODC-BY", engram.Run("data", "info", "mitdb-100").Output);
        Assert.Contains(".NET", engram.Run("doctor").Output);
        Assert.Contains("reproduce", engram.Run("--help").Output);
        Assert.Contains("installed .net-csharp", engram.Run("kernel", "install", "--prefix", engram.Folder).Output);
        Assert.Contains("removed", engram.Run("kernel", "uninstall", "--prefix", engram.Folder).Output);
        if (StagedData.Folder("mitdb-100") is not { } folder)
            return;
        Assert.Equal(0, engram.Run("data", "verify", "mitdb-100").Code);
        Assert.Contains("2 channels, 360 Hz", engram.Run("info", Path.Combine(folder, "100.hea")).Output);
    }

    [Fact]
    public void TheReproduceCommandsRun()
    {
        using var engram = new EngramProcess();
        var (code, output, errors) = engram.Run("reproduce", "augmented-covariance", "--seeds", "1", "--data", "simulated", "-o", "records");
        Assert.True(code == 0, errors);
        Assert.Contains("not testable here", output);
        var record = Papers.Ledger.ReproductionRecord.Load(Path.Combine(engram.Folder, "records", "augmented-covariance.json"));
        Assert.Null(record.DataSet);
        Assert.DoesNotContain(engram.Folder, record.ToJson());
        Assert.Equal(2, engram.Run("reproduce").Code);
        Assert.Equal(2, engram.Run("reproduce", "--all", "--seeds", "0").Code);
        Assert.Equal(2, engram.Run("reproduce", "--all", "--scale", "huge").Code);
    }

    [Fact]
    public void FilesAndFoldersThatTheReadmeLinksAreThere()
    {
        foreach (Match link in Link().Matches(Readme))
            Assert.True(Path.Exists(Path.Combine(EngramProcess.Repository, link.Groups[1].Value)), link.Value);
    }

    // In blocks and in running text; not the prose after a command.
    [GeneratedRegex(@"\./engram ([^`\n#]+)")]
    private static partial Regex Command();

    [GeneratedRegex(@"\]\((?!http)([^)#]+)\)")]
    private static partial Regex Link();
}
