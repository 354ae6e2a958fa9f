using System.CommandLine;
using System.Diagnostics;
using Engram.Notebooks.Cells;
using Engram.Notebooks.Documents;
using Engram.Notebooks.Execution;

namespace Engram.Cli.Verbs;

/// <summary><c>engram run</c>: executes notebooks without Jupyter.</summary>
internal static class RunVerb
{
    public static Command Create()
    {
        var notebooks = new Argument<string[]>("notebooks") { Arity = ArgumentArity.OneOrMore, Description = "Notebook files." };
        var parameters = new Option<string[]>("--parameter", "-p") { Description = "name=value for the cell tagged \"parameters\"; may be repeated." };
        var output = new Option<string?>("--output", "-o") { Description = "Where the executed notebook goes: a file, or a folder for several." };
        var timeout = new Option<double>("--timeout") { Description = "Seconds for each notebook.", DefaultValueFactory = _ => 600 };
        var inPlace = new Option<bool>("--in-place") { Description = "Writes the outputs into the notebook itself." };
        var check = new Option<bool>("--check") { Description = "Compares the fresh outputs with the stored ones and writes nothing; a difference is a failure." };
        var tolerance = new Option<double>("--tolerance") { Description = "With --check: largest difference of two numbers, as a part of the larger one.", DefaultValueFactory = _ => 0.02 };
        var command = new Command("run", "Executes notebooks and keeps their outputs.") { notebooks, parameters, output, timeout, inPlace, check, tolerance };
        command.SetAction(parse => parse.GetValue(check) ? CheckVerb.Run(parse.GetValue(notebooks)!, parse.GetValue(tolerance), parse.GetValue(timeout)) : Run(parse.GetValue(notebooks)!, parse.GetValue(parameters) ?? [], parse.GetValue(output), parse.GetValue(timeout), parse.GetValue(inPlace)));
        return command;
    }

    private static int Run(string[] paths, string[] parameters, string? output, double timeout, bool inPlace)
    {
        if (!(timeout > 0))
            throw new NotebookException($"--timeout: expected seconds above 0, got {timeout}.");
        if (output is not null && inPlace)
            throw new NotebookException("Give either --output or --in-place, not both.");
        var values = parameters.Select(p => p.Split('=', 2)).ToDictionary(
            p => p[0], p => p.Length == 2 ? p[1] : throw new NotebookException($"--parameter: expected name=value, got \"{p[0]}\"."));

        // all files are read before the first cell runs, so that a wrong name costs nothing
        var notebooks = Array.ConvertAll(paths, path =>
        {
            var notebook = Notebook.Load(path);
            notebook.Inject(values);
            return (Notebook: notebook, Target: Target(path, output, inPlace, paths.Length));
        });
        _ = Task.Run(CellEngine.WarmUp);
        foreach (var (notebook, target) in notebooks)
        {
            var code = Run(notebook, target, TimeSpan.FromSeconds(timeout));
            if (code != ExitCodes.Success)
                return code;
        }

        return ExitCodes.Success;
    }

    private static int Run(Notebook notebook, string? target, TimeSpan timeout)
    {
        var clock = Stopwatch.StartNew();
        var result = NotebookRunner.Run(notebook, timeout, (cell, count, line) =>
            Console.Error.WriteLine($"{notebook.Name} [{cell}/{count}] {(line.Length > 70 ? line[..70] + "…" : line)}"));

        // of several processes that run the notebook together, the first one keeps it
        if (Environment.GetEnvironmentVariable("RANK") is { Length: > 0 } and not "0")
            target = null;
        if (target is not null)
            notebook.Save(target);
        if (result.Outcome == RunOutcome.Succeeded)
        {
            Console.Error.WriteLine($"{notebook.Name}: {result.Cell} cells ran in {clock.Elapsed.TotalSeconds:0.0} s{(target is null ? "" : $" -> {target}")}");
            return ExitCodes.Success;
        }

        Console.Error.WriteLine($"{notebook.Name}: code cell {result.Cell} {(result.Outcome == RunOutcome.TimedOut ? "ran out of time" : "failed")}{(target is null ? "" : $"; outputs up to there are in {target}")}");
        Console.Error.WriteLine(result.Message);
        return result.Outcome == RunOutcome.TimedOut ? ImmediateExit.With(ExitCodes.TimedOut) : ExitCodes.Failure;
    }

    private static string? Target(string path, string? output, bool inPlace, int count)
    {
        if (inPlace)
            return path;
        if (output is null)
            return null;
        return count > 1 || Directory.Exists(output) ? Path.Combine(output, Path.GetFileName(path)) : output;
    }
}
