using System.Reflection;
using System.Runtime;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Engram.Notebooks.Cells;

/// <summary>
/// Runs C# cells one after another; what a cell declares, later cells see. References and imports go to the first submission
/// only, since every later one inherits them: giving them again makes memory grow with the square of the number of cells.
/// </summary>
public sealed partial class CellEngine
{
    // Two compilations at once over the same references can disagree about which assembly a name stands for.
    private static readonly Lock Compiler = new();

    private ScriptState<object>? state;
    private int count;

    /// <summary>The number of the last cell that ran.</summary>
    public int ExecutionCount => count;

    /// <summary>Compiles something small, so that the first cell need not wait for the compiler to load.</summary>
    public static void WarmUp()
    {
        lock (Compiler)
            CSharpScript.Create<int>("1 + 1", Options(EngineReferences.All, EngineReferences.Imports, "warm-up")).Compile();
    }

    /// <summary>Runs one cell and sends its value at the end to the output.</summary>
    /// <param name="code">C# source; may use await.</param>
    /// <param name="output">Receives everything that the cell shows.</param>
    /// <param name="cancellation">Ends the cell, even an endless loop.</param>
    /// <exception cref="OperationCanceledException">The cell was ended.</exception>
    public CellResult Run(string code, IOutput output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        count++;
        NotebookFunctions.Output = output;
        using var console = new ConsoleCapture(output);
        try
        {
            var value = Execute(code, cancellation);
            console.Flush();
            if (value is not null)
                output.Display(ValueFormatting.Format(value), null, isResult: true);
            return new((CellError?)null);
        }
        catch (CompilationErrorException error)
        {
            var lines = error.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(Describe).ToArray();
            return new(new CellError("CompilationError", lines[0], lines));
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return new(Describe(error));
        }
    }

    private object? Execute(string code, CancellationToken cancellation)
    {
        object? value = null;
        ExceptionDispatchInfo? failure = null;

        // The runtime can abort a thread that runs under ControlledExecution, so a loop without end can be stopped. A thread that
        // was aborted is never used again.
        var thread = new Thread(() =>
        {
            try
            {
                if (cancellation.CanBeCanceled)
                {
#pragma warning disable SYSLIB0046 // there is no other way to stop code that does not ask for a token
                    ControlledExecution.Run(() => value = Submit(code), cancellation);
#pragma warning restore SYSLIB0046
                }
                else
                {
                    value = Submit(code);
                }
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        }, 16 << 20) { IsBackground = true, Name = "cell" };
        thread.Start();
        while (!thread.Join(200))
        {
            if (cancellation.IsCancellationRequested && !thread.Join(3000))
                throw new OperationCanceledException("The cell could not be ended: it is inside native code.", cancellation);
        }

        failure?.Throw();
        return value;
    }

    private object? Submit(string code)
    {
        var file = $"In[{count}]";
        var script = state is null
            ? CSharpScript.Create<object>(code, Options(EngineReferences.All, EngineReferences.Imports, file))
            : state.Script.ContinueWith<object>(code, Options([], [], file));
        lock (Compiler)
            script.Compile();
        var run = state is null ? script.RunAsync() : script.RunFromAsync(state);
        var next = run.GetAwaiter().GetResult();
        state = next;
        return next.ReturnValue;
    }

    private static ScriptOptions Options(IReadOnlyList<MetadataReference> references, IReadOnlyList<string> imports, string file) =>
        ScriptOptions.Default.WithReferences(references).WithImports(imports).WithFilePath(file).WithFileEncoding(Encoding.UTF8)
            .WithEmitDebugInformation(true).WithAllowUnsafe(true).WithOptimizationLevel(OptimizationLevel.Release);

    private static string Describe(Diagnostic diagnostic)
    {
        var at = diagnostic.Location.GetLineSpan();
        return $"{at.Path}({at.StartLinePosition.Line + 1},{at.StartLinePosition.Character + 1}): error {diagnostic.Id}: {diagnostic.GetMessage()}";
    }

    private static CellError Describe(Exception error)
    {
        while (error is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 } && error.InnerException is { } inner)
            error = inner;
        var lines = new List<string> { $"{error.GetType().Name}: {error.Message}" };
        foreach (Match frame in CellFrame().Matches(error.StackTrace ?? ""))
            lines.Add($"   at {frame.Groups["file"].Value}:line {frame.Groups["line"].Value}");
        for (var cause = error.InnerException; cause is not null; cause = cause.InnerException)
            lines.Add($"caused by {cause.GetType().Name}: {cause.Message}");
        return new(error.GetType().Name, error.Message, lines);
    }

    // Frames of cells alone: others would name the machine's folders.
    [GeneratedRegex(@" in (?:.*[/\\])?(?<file>In\[\d+\]):line (?<line>\d+)")]
    private static partial Regex CellFrame();
}
