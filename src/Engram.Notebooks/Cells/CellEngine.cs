using System.Text;
using Engram.Notebooks.Cells.Magics;
using Engram.Notebooks.Cells.Packages;
using Engram.Notebooks.Cells.Source;
using Engram.Notebooks.Formatting;
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
    // Two compilations that bind the same references at once can disagree about which assembly a name stands for: a type then is
    // not itself. Whatever asks the compiler anything, even for a completion, holds this.
    private static readonly Lock Compiler = new();

    private readonly PackageReferences packages = new();
    private readonly LoadedFiles files = new();
    private readonly HashSet<string> shownWarnings = [];
    private ScriptState<object>? state;

    /// <summary>Makes an engine with nothing declared.</summary>
    /// <param name="folder">Where relative paths in <c>#r</c>, <c>#load</c> and <c>#!import</c> start; the current folder if not given.</param>
    public CellEngine(string? folder = null) => Folder = Path.GetFullPath(folder ?? Environment.CurrentDirectory);

    /// <summary>Where relative paths start.</summary>
    public string Folder { get; }

    /// <summary>The number of the last cell that ran.</summary>
    public int ExecutionCount { get; private set; }

    internal ScriptState<object>? State => state;

    internal PackageReferences Packages => packages;

    /// <summary>Compiles and runs something small, so that the first cell need not wait for the compiler to load.</summary>
    public static void WarmUp()
    {
        lock (Compiler)
        {
            var script = CSharpScript.Create<object>("1 + 1", Options(EngineReferences.All, EngineReferences.Imports, "warm-up", null));
            script.Compile();
            script.RunAsync().GetAwaiter().GetResult();
        }
    }

    /// <summary>Runs one cell and sends its value at the end to the output.</summary>
    /// <param name="code">C# source; may use await, and lines that start with <c>#!</c>.</param>
    /// <param name="output">Receives everything that the cell shows.</param>
    /// <param name="isCounted">Whether the cell gets a number of its own.</param>
    /// <param name="cancellation">Ends the cell, even an endless loop.</param>
    /// <exception cref="OperationCanceledException">The cell was ended.</exception>
    /// <exception cref="CellStuckException">It could not be ended.</exception>
    public CellResult Run(string code, IOutput output, bool isCounted = true, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(output);
        if (isCounted)
            ExecutionCount++;
        NotebookFunctions.Begin(output, cancellation);
        try
        {
            RunBlocks(code, $"In[{ExecutionCount}]", output, cancellation);
            return new((CellError?)null);
        }
        catch (CompilationErrorException error)
        {
            var lines = error.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(Describe).ToArray();
            return new(new CellError("CompilationError", lines[0], lines));
        }
        catch (Exception error) when (error is not CellStuckException && !(error is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            return new(CellError.Of(error));
        }
        finally
        {
            NotebookFunctions.End();
        }
    }

    /// <summary>Runs the parts of a cell, or of an imported file, in order.</summary>
    internal void RunBlocks(string code, string file, IOutput output, CancellationToken cancellation)
    {
        var after = new List<Action>();
        foreach (var block in CellSplitter.Split(code))
        {
            cancellation.ThrowIfCancellationRequested();
            switch (block.Kind)
            {
                case CellBlockKind.Package:
                    packages.Add(block.Text, output, cancellation);
                    break;
                case CellBlockKind.Content:
                    output.Display(ContentBundle.Of(block.Name, block.Text), null, isResult: false);
                    break;
                case CellBlockKind.Command:
                    if (CellCommands.Find(block.Name).Run(this, block.Text, output, cancellation) is { } atEnd)
                        after.Add(atEnd);
                    break;
                default:
                    var value = CellThread.Run(() => SubmitAsync(block.Text, file, output), cancellation);
                    if (value is not null and not DisplayedValue)
                        output.Display(ValueFormatting.Format(value), null, isResult: true);
                    break;
            }
        }

        after.ForEach(action => action());
    }

    private async Task<object?> SubmitAsync(string code, string file, IOutput output)
    {
        Script<object> script;
        System.Collections.Immutable.ImmutableArray<Diagnostic> diagnostics;
        lock (Compiler)
        {
            script = Continue(code, file);
            files.Check(script);
            diagnostics = script.Compile();
        }

        foreach (var warning in diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning))
        {
            var text = Describe(warning);
            if (shownWarnings.Add($"{warning.Id} {warning.GetMessage()}"))
                output.Stream("stderr", text + "\n");
        }

        // what a failing cell had declared before it failed stays, as in every interactive session
        var next = await (state is null ? script.RunAsync(catchException: _ => true) : script.RunFromAsync(state, _ => true)).ConfigureAwait(true);
        state = next;
        if (next.Exception is { } failure)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return next.ReturnValue;
    }

    private Script<object> Continue(string code, string file)
    {
        var fresh = packages.TakeFresh();
        return state is null
            ? CSharpScript.Create<object>(code, Options([.. EngineReferences.All, .. fresh], EngineReferences.Imports, file, Folder))
            : state.Script.ContinueWith<object>(code, Options(fresh, [], file, Folder));
    }

    private static ScriptOptions Options(IReadOnlyList<MetadataReference> references, IReadOnlyList<string> imports, string file, string? folder) =>
        ScriptOptions.Default.WithReferences(references).WithImports(imports).WithFilePath(file).WithFileEncoding(Encoding.UTF8)
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder))
            .WithSourceResolver(ScriptSourceResolver.Default.WithBaseDirectory(folder))
            .WithEmitDebugInformation(true).WithAllowUnsafe(true).WithOptimizationLevel(OptimizationLevel.Release);

    private static string Describe(Diagnostic diagnostic)
    {
        var at = diagnostic.Location.GetLineSpan();
        var severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return $"{Path.GetFileName(at.Path)}({at.StartLinePosition.Line + 1},{at.StartLinePosition.Character + 1}): {severity} {diagnostic.Id}: {diagnostic.GetMessage()}";
    }
}
