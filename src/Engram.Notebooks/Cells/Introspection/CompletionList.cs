namespace Engram.Notebooks.Cells.Introspection;

/// <summary>Ways to go on at a place of a cell.</summary>
/// <param name="Items">The items, the best first.</param>
/// <param name="Start">Where the text that is replaced starts.</param>
/// <param name="End">Where it ends.</param>
public sealed record CompletionList(IReadOnlyList<CompletionItem> Items, int Start, int End);
