using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace Engram.Cli.Verbs;

/// <summary><c>engram test</c>: everything that CI runs. The last line is <c>N passed, N failed</c>.</summary>
internal static class TestVerb
{
    private const int NotebookSeconds = 180;

    public static Command Create()
    {
        var filter = new Argument<string?>("filter") { Arity = ArgumentArity.ZeroOrOne, Description = "Only test projects and notebooks whose name contains this." };
        var command = new Command("test", "Runs all tests and all notebooks.") { filter };
        command.SetAction(parse => Run(parse.GetValue(filter)));
        return command;
    }

    private static int Run(string? filter)
    {
        var root = Environment.GetEnvironmentVariable("ENGRAM_ROOT") ?? Environment.CurrentDirectory;
        var (passed, failed, skipped) = (0, 0, 0);
        bool IsWanted(string name) => filter is null || name.Contains(filter, StringComparison.OrdinalIgnoreCase);
        foreach (var project in Directory.EnumerateDirectories(Path.Combine(root, "tests"), "*.Tests").Select(d => Path.GetFileName(d)!).Order().Where(IsWanted))
        {
            var counts = RunProject(root, project);
            passed += counts.Passed;
            failed += counts.Failed;
            skipped += counts.Skipped;
        }

        foreach (var notebook in Directory.EnumerateFiles(Path.Combine(root, "notebooks"), "*.ipynb", SearchOption.AllDirectories).Order())
        {
            var name = Path.GetRelativePath(root, notebook);
            if (!IsWanted(name) || name.Contains(".ipynb_checkpoints", StringComparison.Ordinal))
                continue;
            Console.WriteLine($"{name} …");

            // a process of its own: what a notebook does to this one must not reach the next
            using var process = Start(Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "engram.dll"), "run", notebook, "--timeout", $"{NotebookSeconds}");
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                passed++;
                continue;
            }

            failed++;
            Console.WriteLine($"  failed with exit code {process.ExitCode}:\n{errors.Result}");
        }

        if (passed + failed == 0)
        {
            Console.Error.WriteLine($"engram: no test matches '{filter}'.");
            failed = 1;
        }

        Console.WriteLine(skipped > 0 ? $"{passed} passed, {failed} failed, {skipped} skipped" : $"{passed} passed, {failed} failed");
        return failed == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static (int Passed, int Failed, int Skipped) RunProject(string root, string project)
    {
        var assembly = Path.Combine(root, "artifacts", "bin", project, "release", project + ".dll");
        if (!File.Exists(assembly))
        {
            Console.WriteLine($"{project}: not built");
            return (0, 1, 0);
        }

        if (Directory.EnumerateFiles(Path.Combine(root, "tests", project), "*.cs", SearchOption.AllDirectories).FirstOrDefault() is null)
            return (0, 0, 0); // a room that has no code yet has no tests
        Console.WriteLine($"{project} …");
        var report = Path.Combine(root, "artifacts", $"{project}.ctrf.json");
        File.Delete(report);
        using var process = Start(Environment.ProcessPath!, assembly, "-result-ctrf", report, "-noColor");
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (!File.Exists(report))
        {
            Console.WriteLine($"  ended with exit code {process.ExitCode} without a report:\n{errors.Result}");
            return (0, 1, 0);
        }

        using var json = JsonDocument.Parse(File.ReadAllText(report));
        var results = json.RootElement.GetProperty("results");
        foreach (var test in results.GetProperty("tests").EnumerateArray().Where(t => t.GetProperty("status").GetString() == "failed"))
            Console.WriteLine($"  FAILED {test.GetProperty("name").GetString()}\n    {(test.TryGetProperty("message", out var message) ? message.GetString() : "")}");
        var summary = results.GetProperty("summary");
        var failures = summary.GetProperty("failed").GetInt32();

        // a crash after the report, or an error outside any test, still counts
        return (summary.GetProperty("passed").GetInt32(), failures == 0 && process.ExitCode != 0 ? 1 : failures, summary.GetProperty("skipped").GetInt32());
    }

    private static Process Start(string file, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
        ?? throw new InvalidOperationException($"'{file}' did not start.");
}
