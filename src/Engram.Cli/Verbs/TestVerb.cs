using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Engram.Data;

namespace Engram.Cli.Verbs;

/// <summary><c>engram test</c>: everything that CI runs. The last line is <c>N passed, N failed</c>.</summary>
internal static class TestVerb
{
    private const int NotebookSeconds = 180;

    // Test projects leave cores idle while they wait for processes and files; more than two at once would slow their own time limits.
    private const int ProjectsAtOnce = 2;

    private static readonly Lock Gate = new();

    public static Command Create()
    {
        var filter = new Argument<string?>("filter") { Arity = ArgumentArity.ZeroOrOne, Description = "Only test projects and notebooks whose name contains this." };
        var command = new Command("test", "Runs all tests and all notebooks.") { filter };
        command.SetAction(parse => Run(parse.GetValue(filter)));
        return command;
    }

    private static int Run(string? filter)
    {
        var root = DataCatalog.FindRoot();
        bool IsWanted(string name) => filter is null || name.Contains(filter, StringComparison.OrdinalIgnoreCase);

        // a room that has no code yet has no tests
        var projects = Directory.EnumerateDirectories(Path.Combine(root, "tests"), "*.Tests").Where(d => Directory.EnumerateFiles(d, "*.cs", SearchOption.AllDirectories).Any())
            .Select(d => Path.GetFileName(d)).Where(IsWanted).Order(StringComparer.Ordinal).ToArray();
        var notebooks = Directory.EnumerateFiles(Path.Combine(root, "notebooks"), "*.ipynb", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f))
            .Where(n => IsWanted(n) && !n.Contains(".ipynb_checkpoints", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        if (projects.Length + notebooks.Length == 0)
            throw new ArgumentException($"No test project or notebook has '{filter}' in its name.");
        var counts = new List<TestCounts>();
        Parallel.ForEach(projects, new ParallelOptions { MaxDegreeOfParallelism = ProjectsAtOnce }, project =>
        {
            var result = RunProject(root, project);
            lock (Gate)
                counts.Add(result);
        });
        counts.AddRange(notebooks.Select(n => RunNotebook(root, n)));
        var (passed, failed, skipped) = (counts.Sum(c => c.Passed), counts.Sum(c => c.Failed), counts.Sum(c => c.Skipped));
        if (skipped > 0)
            Console.WriteLine($"skipped, because what they need is not here: {skipped}");
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    // a process of its own: what a notebook does to this one must not reach the next
    private static TestCounts RunNotebook(string root, string notebook)
    {
        Report($"{notebook} …");
        var (code, errors, seconds) = Execute(Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "engram.dll"), "run", Path.Combine(root, notebook), "--timeout", $"{NotebookSeconds}");
        Report(code == 0 ? $"{notebook}: passed ({seconds:0.0} s)" : $"{notebook}: FAILED with exit code {code}:\n{errors}");
        return code == 0 ? new(1, 0, 0) : new(0, 1, 0);
    }

    private static TestCounts RunProject(string root, string project)
    {
        var assembly = Path.Combine(root, "artifacts", "bin", project, "release", project + ".dll");
        if (!File.Exists(assembly))
        {
            Report($"{project}: FAILED: not built; run ./engram test");
            return new(0, 1, 0);
        }

        Report($"{project} …");
        var report = Path.Combine(root, "artifacts", $"{project}.ctrf.json");
        File.Delete(report);
        var (code, errors, seconds) = Execute(Environment.ProcessPath!, assembly, "-result-ctrf", report, "-noColor");
        if (!File.Exists(report))
        {
            Report($"{project}: FAILED: ended with exit code {code} without a report:\n{errors}");
            return new(0, 1, 0);
        }

        using var json = JsonDocument.Parse(File.ReadAllText(report));
        var results = json.RootElement.GetProperty("results");
        var summary = results.GetProperty("summary");
        var failures = results.GetProperty("tests").EnumerateArray().Where(t => t.GetProperty("status").GetString() == "failed")
            .Select(t => $"\n  FAILED {t.GetProperty("name").GetString()}\n    {(t.TryGetProperty("message", out var message) ? message.GetString() : "")}").ToList();

        // a crash after the report, or an error outside any test, still counts
        if (failures.Count == 0 && code != 0)
            failures.Add($"\n  FAILED outside any test, exit code {code}:\n{errors}");
        var counts = new TestCounts(summary.GetProperty("passed").GetInt32(), failures.Count, summary.GetProperty("skipped").GetInt32());
        Report($"{project}: {counts.Passed} passed, {counts.Failed} failed ({seconds:0.0} s){string.Concat(failures)}");
        return counts;
    }

    private static void Report(string text)
    {
        lock (Gate)
            Console.WriteLine(text);
    }

    private static (int Code, string Errors, double Seconds) Execute(string file, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"'{file}' did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors.Result, clock.Elapsed.TotalSeconds);
    }
}
