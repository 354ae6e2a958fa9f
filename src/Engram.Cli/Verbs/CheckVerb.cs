using Engram.Notebooks.Documents;
using Engram.Notebooks.Execution;

namespace Engram.Cli.Verbs;

/// <summary><c>engram run --check</c>: runs notebooks again and compares their outputs with the stored ones.</summary>
internal static class CheckVerb
{
    public static int Run(string[] paths, double tolerance, double timeout)
    {
        if (!(tolerance >= 0))
            throw new NotebookException($"--tolerance: expected 0 or more, got {tolerance}.");
        var worst = ExitCodes.Success;
        foreach (var path in paths)
        {
            var fresh = Notebook.Load(path);
            var result = NotebookRunner.Run(fresh, TimeSpan.FromSeconds(timeout));
            if (result.Outcome != RunOutcome.Succeeded)
            {
                Console.Error.WriteLine($"{fresh.Name}: code cell {result.Cell}: {result.Message}");
                worst = ExitCodes.Failure;
                continue;
            }

            var differences = new OutputComparison(tolerance).Compare(Notebook.Load(path), fresh);
            foreach (var difference in differences)
                Console.Error.WriteLine($"{fresh.Name}: {difference}");
            Console.WriteLine(differences.Count == 0 ? $"{fresh.Name}: the outputs are as stored" : $"{fresh.Name}: {differences.Count} outputs differ");
            worst = Math.Max(worst, differences.Count == 0 ? ExitCodes.Success : ExitCodes.Failure);
        }

        return worst;
    }
}
