using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Engram.Notebooks.Tests;

/// <summary>The notebooks of the repository as they are committed.</summary>
public partial class CommittedNotebookTests
{
    private const int LargestBytes = 700_000;
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Path.Combine(Root, "notebooks"), "*.ipynb", SearchOption.AllDirectories)
        .Where(f => !f.Contains(".ipynb_checkpoints", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Root, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void IsValidSmallAndExecutedInOrderWithoutErrors(string file)
    {
        var text = File.ReadAllText(Path.Combine(Root, file));
        Assert.True(text.Length < LargestBytes, $"{text.Length} characters");
        var notebook = JsonNode.Parse(text)!.AsObject();
        Assert.Empty(NotebookFormat.Faults(notebook));
        var code = notebook["cells"]!.AsArray().Where(c => c!["cell_type"]!.ToString() == "code").ToList();
        Assert.Equal(Enumerable.Range(1, code.Count), code.Select(c => (int)c!["execution_count"]!));
        Assert.InRange(code.Count, 1, file.Contains("guides", StringComparison.Ordinal) ? 40 : 25); // a gallery has a cell for each kind of picture
        var outputs = code.SelectMany(c => c!["outputs"]!.AsArray()).ToList();
        Assert.DoesNotContain(outputs, o => o!["output_type"]!.ToString() == "error" || o["name"]?.ToString() == "stderr");
        Assert.Contains("data:image/svg+xml;base64,", text); // pictures are static: they show without scripts
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void TellsItsPaperUnderFiveHeadingsAndHoldsNothingOfThisMachine(string file)
    {
        var text = File.ReadAllText(Path.Combine(Root, file));
        Assert.DoesNotMatch(MachinePath(), text);
        Assert.DoesNotContain(Environment.MachineName.Length > 3 ? Environment.MachineName : "\0", text, StringComparison.Ordinal);
        var headings = Heading().Matches(text).Select(m => m.Groups[1].Value).ToList();
        if (!file.Contains("guides", StringComparison.Ordinal))
            Assert.Equal(["Claim", "Data", "Method", "Result against the paper", "Controls"], headings);
    }

    [Fact]
    public void TheFormatCheckSeesFaults()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Root, Files.First().Data)))!.AsObject();
        var code = file["cells"]!.AsArray().First(c => c!["cell_type"]!.ToString() == "code" && c["outputs"]!.AsArray().Count > 0)!;
        code["outputs"]![0]!["transient"] = new JsonObject();
        file["cells"]![0]!["id"] = "a b";
        Assert.Equal(2, NotebookFormat.Faults(file).Count());
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "data-manifests")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run inside the repository.");
    }

    [GeneratedRegex(@"(?<![\w.])/(home|root|work|tmp|Users|mnt|engram)/|[A-Z]:\\\\Users")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"""## ([^\\""]+)(?:\\n)?""")]
    private static partial Regex Heading();
}
