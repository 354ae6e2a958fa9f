using Engram.Rendering.Imaging;

namespace Engram.Rendering.Writing;

/// <summary>Draws a matrix: few cells as rectangles, many as a picture.</summary>
internal static class MatrixDrawing
{
    private const int MostRectangles = 64;
    private const int LargestSide = 600;
    private const int SharpSide = 480;
    private const int Shades = 100;

    public static void Draw(Canvas canvas, MatrixMark matrix, Axes axes)
    {
        var scale = ColourScale.Of(matrix);
        if (matrix.Values.Length > MostRectangles)
            Picture(canvas, matrix, axes, scale);
        else
            Cells(canvas, matrix, axes, scale);
        if (matrix.HasNumbers)
            Numbers(canvas, matrix, axes, scale);
        foreach (var (row, column) in matrix.Framed)
        {
            var (x, y, width, height) = Cell(matrix, axes, row, column);
            canvas.Rectangle(x, y, width, height, "none", Palette.Positive, 2.2);
        }

        if (matrix.HasColourBar)
            scale.DrawBar(canvas, axes, matrix.ValueLabel);
    }

    private static (double X, double Y, double Width, double Height) Cell(MatrixMark matrix, Axes axes, int row, int column)
    {
        var (left, right) = (axes.X(matrix.XStart + ((column - 0.5) * matrix.XStep)), axes.X(matrix.XStart + ((column + 0.5) * matrix.XStep)));
        var (one, other) = (axes.Y(matrix.YStart + ((row - 0.5) * matrix.YStep)), axes.Y(matrix.YStart + ((row + 0.5) * matrix.YStep)));
        return (left, Math.Min(one, other), right - left, Math.Abs(other - one));
    }

    private static void Cells(Canvas canvas, MatrixMark matrix, Axes axes, ColourScale scale)
    {
        for (var row = 0; row < matrix.Values.GetLength(0); row++)
        {
            for (var column = 0; column < matrix.Values.GetLength(1); column++)
            {
                if (!double.IsFinite(matrix.Values[row, column]))
                    continue;

                // a hair wider than the cell, so that no seam shows between neighbours
                var (x, y, width, height) = Cell(matrix, axes, row, column);
                canvas.Rectangle(x, y, width + 0.3, height + 0.3, scale.Colour(matrix.Values[row, column]));
            }
        }
    }

    private static void Numbers(Canvas canvas, MatrixMark matrix, Axes axes, ColourScale scale)
    {
        for (var row = 0; row < matrix.Values.GetLength(0); row++)
        {
            for (var column = 0; column < matrix.Values.GetLength(1); column++)
            {
                var value = matrix.Values[row, column];
                var (x, y, width, height) = Cell(matrix, axes, row, column);
                var text = value.ToString(value == 0 || Math.Abs(value) is >= 0.005 and < 1000 ? matrix.NumberFormat : "0.0e0", System.Globalization.CultureInfo.InvariantCulture);
                if (double.IsFinite(value) && text.Length > 0 && height > 12 && TextWidth.Of(text, 11) < width)
                    canvas.Text(x + (width / 2), y + (height / 2) + 4, text, 11, colour: Palette.TextOn(scale.Colour(value)));
            }
        }
    }

    private static void Picture(Canvas canvas, MatrixMark matrix, Axes axes, ColourScale scale)
    {
        var cells = Thinning.Matrix(matrix.Values, LargestSide);
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));

        // pictures have their first row at the top
        if (!axes.Frame.Panel.IsYDownward == matrix.YStep > 0)
        {
            var turned = new double[rows, columns];
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                    turned[row, column] = cells[rows - 1 - row, column];
            }

            cells = turned;
        }

        var (_, _, yLow, yHigh) = matrix.Extent;
        var (left, right) = (axes.X(matrix.Extent.XLow), axes.X(matrix.Extent.XHigh));
        var (one, other) = (axes.Y(yLow), axes.Y(yHigh));
        var image = PixelImage.Of(cells, v => scale.Pixel(v, Shades)).Enlarge(Math.Max(1, SharpSide / Math.Max(rows, columns)));
        canvas.Image(left, Math.Min(one, other), right - left, Math.Abs(other - one), PngWriter.ToDataAddress(image));
    }
}
