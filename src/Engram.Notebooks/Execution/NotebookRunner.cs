using Engram.Notebooks.Cells;
using Engram.Notebooks.Documents;

namespace Engram.Notebooks.Execution;

/// <summary>Runs a notebook without Jupyter and keeps its outputs in the document, up to the first error.</summary>
public static class NotebookRunner
{
    /// <summary>Runs all code cells in order.</summary>
    /// <param name="notebook">The notebook; its outputs are replaced.</param>
    /// <param name="timeout">Time for the whole notebook.</param>
    /// <param name="progress">Told before each code cell: its number, their count and the first line.</param>
    public static RunResult Run(Notebook notebook, TimeSpan timeout, Action<int, int, string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var cells = notebook.Cells.Where(c => c.IsCode).ToArray();
        foreach (var cell in cells)
        {
            cell.Outputs.Clear();
            cell.SetExecutionCount(null);
        }

        using var limit = new CancellationTokenSource(timeout);
        var engine = new CellEngine(notebook.Folder);
        NotebookFunctions.ResetDisplays();
        for (var i = 0; i < cells.Length; i++)
        {
            var source = cells[i].Source;
            if (string.IsNullOrWhiteSpace(source))
                continue;
            progress?.Invoke(i + 1, cells.Length, source.Split('\n')[0]);
            var output = new DocumentOutput(cells[i].Outputs, engine.ExecutionCount + 1);
            CellResult result;
            try
            {
                using var batched = new BatchedOutput(output);
                using var console = new ConsoleCapture(batched);
                result = engine.Run(source, batched, cancellation: limit.Token);
            }
            catch (CellStuckException stuck)
            {
                output.Error(new CellError("TimeoutError", stuck.Message, [stuck.Message]));
                return new(RunOutcome.TimedOut, i + 1, stuck.Message);
            }
            catch (OperationCanceledException)
            {
                var message = $"The notebook took longer than {timeout.TotalSeconds:0.#} s and was ended in this cell.";
                output.Error(new CellError("TimeoutError", message, [message]));
                return new(RunOutcome.TimedOut, i + 1, message);
            }

            cells[i].SetExecutionCount(engine.ExecutionCount);
            if (result.Error is not { } error)
                continue;
            output.Error(error);
            if (!cells[i].Tags.Contains("raises-exception"))
                return new(RunOutcome.Failed, i + 1, string.Join('\n', error.Traceback));
        }

        return new(RunOutcome.Succeeded, cells.Length, "");
    }
}
