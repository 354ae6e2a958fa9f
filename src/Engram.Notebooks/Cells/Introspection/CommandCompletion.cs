using Engram.Notebooks.Cells.Magics;

namespace Engram.Notebooks.Cells.Introspection;

/// <summary>Completion of <c>#!</c> lines.</summary>
internal static class CommandCompletion
{
    private static readonly string[] Languages = ["csharp", "markdown", "html", "javascript", "mermaid"];

    /// <summary>The commands that fit; <see langword="null"/> where the position is not in such a line.</summary>
    public static CompletionList? Complete(string code, int position)
    {
        var start = position == 0 ? 0 : code.LastIndexOf('\n', position - 1) + 1;
        var prefix = code[start..position];
        if (!prefix.StartsWith("#!", StringComparison.Ordinal))
            return null;
        var items = Languages.Select(l => new CompletionItem("#!" + l, "keyword", $"what follows is {l}"))
            .Concat(CellCommands.All.Select(c => new CompletionItem("#!" + c.Name, "keyword", c.Summary)));
        return new([.. items.Where(i => i.Text.StartsWith(prefix, StringComparison.Ordinal))], start, position);
    }
}
