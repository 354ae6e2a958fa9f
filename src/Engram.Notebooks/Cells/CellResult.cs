namespace Engram.Notebooks.Cells;

/// <summary>How a cell ended.</summary>
/// <param name="Error">What went wrong; <see langword="null"/> where all went well.</param>
public sealed record CellResult(CellError? Error)
{
    /// <summary>Whether the cell ran to its end.</summary>
    public bool IsSuccess => Error is null;
}
