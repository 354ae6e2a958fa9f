namespace Engram.Rendering;

/// <summary>A matrix as coloured cells, with a colour bar. Cell (row, column) lies around (column, row).</summary>
/// <param name="Values">[row, column]; not finite = no cell.</param>
public sealed record MatrixMark(double[,] Values) : Mark
{
    /// <summary>Whether colours diverge around 0 (signed values).</summary>
    public bool IsDiverging { get; init; }

    /// <summary>Label of the colour bar, with its unit.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>Whether each cell shows its number.</summary>
    public bool HasNumbers { get; init; }

    /// <summary>Cells to be framed.</summary>
    public IReadOnlyList<(int Row, int Column)> Framed { get; init; } = [];

    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => (-0.5, Values.GetLength(1) - 0.5, -0.5, Values.GetLength(0) - 0.5);
}
