using Engram.Notebooks.Cells.Introspection;
using Engram.Notebooks.Cells.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Engram.Notebooks.Cells;

public sealed partial class CellEngine
{
    /// <summary>What could be written at a position of a cell.</summary>
    /// <param name="code">The cell so far.</param>
    /// <param name="position">UTF-16 index.</param>
    public CompletionList Complete(string code, int position)
    {
        ArgumentNullException.ThrowIfNull(code);
        var at = Math.Clamp(position, 0, code.Length);
        if (CommandCompletion.Complete(code, at) is { } commands)
            return commands;
        lock (Compiler)
            return Model(code).Complete(code, at);
    }

    /// <summary>What stands at a position of a cell, or which call it is inside of.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">UTF-16 index.</param>
    public Description? Inspect(string code, int position)
    {
        ArgumentNullException.ThrowIfNull(code);
        lock (Compiler)
            return Model(code).Describe(Math.Clamp(position, 0, code.Length));
    }

    /// <summary>Whether a cell could be run as it stands, or goes on in the next line.</summary>
    /// <param name="code">The cell.</param>
    public static CellCompleteness Completeness(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var tree = CSharpSyntaxTree.ParseText(CellSplitter.Blank(code), CSharpParseOptions.Default.WithKind(SourceCodeKind.Script));
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return CellCompleteness.Incomplete;
        return tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error) ? CellCompleteness.Invalid : CellCompleteness.Complete;
    }

    private CellModel Model(string code)
    {
        var blank = CellSplitter.Blank(code);
        var script = state is null
            ? Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript.Create<object>(blank, Options(EngineReferences.All, EngineReferences.Imports, "", Folder))
            : state.Script.ContinueWith<object>(blank, Options([], [], "", Folder));
        var compilation = script.GetCompilation();
        var tree = compilation.SyntaxTrees.Last();
        return new(tree.GetRoot(), compilation.GetSemanticModel(tree));
    }
}
