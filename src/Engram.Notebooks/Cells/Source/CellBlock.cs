namespace Engram.Notebooks.Cells.Source;

/// <summary>A part of a cell: C#, text in another language, or one command.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The language, or the command without its <c>#!</c>.</param>
/// <param name="Text">The source or the command's arguments.</param>
/// <param name="Line">Line of the cell where it starts, counted from 0.</param>
internal sealed record CellBlock(CellBlockKind Kind, string Name, string Text, int Line);
