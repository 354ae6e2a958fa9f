namespace Engram.Notebooks.Cells;

/// <summary>A cell did not end although it was told to: it is inside native code.</summary>
public sealed class CellStuckException() : Exception(
    "The cell could not be ended: it is inside native code. It ends when that code returns; restart the kernel if it does not.");
