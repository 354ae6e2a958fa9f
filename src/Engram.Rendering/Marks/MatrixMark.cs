namespace Engram.Rendering;

/// <summary>A matrix as coloured cells, with a colour bar. Cell (row, column) lies around (XStart + column · XStep, YStart + row · YStep).</summary>
/// <param name="Values">[row, column]; not finite = no cell.</param>
public sealed record MatrixMark(double[,] Values) : Mark
{
    /// <summary>Centre of the first column.</summary>
    public double XStart { get; init; }

    /// <summary>From one column to the next.</summary>
    public double XStep { get; init; } = 1;

    /// <summary>Centre of the first row.</summary>
    public double YStart { get; init; }

    /// <summary>From one row to the next.</summary>
    public double YStep { get; init; } = 1;

    /// <summary>Whether colours diverge around 0 (signed values).</summary>
    public bool IsDiverging { get; init; }

    /// <summary>Values of the first and the last colour; by the data where not given.</summary>
    public (double Low, double High)? ColourRange { get; init; }

    /// <summary>Whether a bar explains the colours.</summary>
    public bool HasColourBar { get; init; } = true;

    /// <summary>Label of the colour bar, with its unit.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>Whether each cell shows its number.</summary>
    public bool HasNumbers { get; init; }

    /// <summary>How the numbers are written; a third section says how 0 is, <c>''</c> for not at all.</summary>
    public string NumberFormat { get; init; } = "0.00";

    /// <summary>Cells to be framed.</summary>
    public IReadOnlyList<(int Row, int Column)> Framed { get; init; } = [];

    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent
    {
        get
        {
            var (left, right) = (XStart - (XStep / 2), XStart + ((Values.GetLength(1) - 0.5) * XStep));
            var (first, last) = (YStart - (YStep / 2), YStart + ((Values.GetLength(0) - 0.5) * YStep));
            return (left, right, Math.Min(first, last), Math.Max(first, last));
        }
    }
}
