namespace Engram.Notebooks.Cells.Introspection;

/// <summary>What stands at a place of a cell.</summary>
/// <param name="Declarations">The declaration, or all overloads.</param>
/// <param name="Documentation">Its documentation as plain text; empty where there is none.</param>
public sealed record Description(IReadOnlyList<string> Declarations, string Documentation)
{
    /// <summary>Both, as plain text.</summary>
    public override string ToString() => string.Join('\n', Declarations) + (Documentation.Length > 0 ? "\n\n" + Documentation : "");
}
