using System.Globalization;
using System.Text;

namespace Engram.Rendering.Writing;

/// <summary>Draws each kind of mark.</summary>
internal static class MarkDrawing
{
    public static void Draw(Canvas canvas, Mark mark, Axes axes, string colour)
    {
        switch (mark)
        {
            case LineMark line:
                canvas.Path(Polyline(line.X, line.Y, axes), colour, line.Width, dash: line.IsDashed ? "5 3" : "");
                break;
            case BandMark band:
                Band(canvas, band, axes, colour);
                break;
            case PointMark points:
                Points(canvas, points, axes, colour);
                break;
            case BarMark bars:
                Bars(canvas, bars, axes, colour);
                break;
            case RuleMark { IsVertical: true } rule:
                canvas.Line(axes.X(rule.Value), axes.Top, axes.X(rule.Value), axes.Top + axes.Height, colour, 1.2, "5 3");
                break;
            case RuleMark rule:
                canvas.Line(axes.Left, axes.Y(rule.Value), axes.Left + axes.Width, axes.Y(rule.Value), colour, 1.2, "5 3");
                break;
            case MatrixMark matrix:
                Matrix(canvas, matrix, axes);
                break;
            case TopomapMark map:
                TopomapDrawing.Draw(canvas, map, axes);
                break;
            case GraphMark graph:
                GraphDrawing.Draw(canvas, graph, axes);
                break;
            default:
                throw new NotSupportedException($"No drawing for {mark.GetType().Name}.");
        }
    }

    private static string Polyline(IReadOnlyList<double> x, IReadOnlyList<double> y, Axes axes)
    {
        var path = new StringBuilder();
        var isPenDown = false;
        foreach (var i in Thinning.Line(x, y, Math.Min(x.Count, y.Count), (int)axes.Width))
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i]))
            {
                isPenDown = false;
                continue;
            }

            path.Append(isPenDown ? 'L' : 'M').Append(Canvas.Number(axes.X(x[i]))).Append(' ').Append(Canvas.Number(axes.Y(y[i])));
            isPenDown = true;
        }

        return path.ToString();
    }

    // the upper edge there and the lower edge back, where both ends are finite
    private static void Band(Canvas canvas, BandMark band, Axes axes, string colour)
    {
        var known = Thinning.Every(Math.Min(band.X.Count, Math.Min(band.Low.Count, band.High.Count)), 1000)
            .Where(i => double.IsFinite(band.X[i]) && double.IsFinite(band.Low[i]) && double.IsFinite(band.High[i])).ToArray();
        if (known.Length == 0)
            return;
        var corners = known.Select(i => (X: band.X[i], Y: band.High[i])).Concat(known.Reverse().Select(i => (X: band.X[i], Y: band.Low[i])));
        canvas.Path($"M{string.Join('L', corners.Select(c => $"{Canvas.Number(axes.X(c.X))} {Canvas.Number(axes.Y(c.Y))}"))}Z", "none", 0, colour, 0.18);
    }

    private static void Points(Canvas canvas, PointMark points, Axes axes, string colour)
    {
        foreach (var i in Thinning.Every(Math.Min(points.X.Count, points.Y.Count), Thinning.MaximumPoints))
        {
            if (!double.IsFinite(points.X[i]) || !double.IsFinite(points.Y[i]))
                continue;
            var (x, y) = (axes.X(points.X[i]), axes.Y(points.Y[i]));
            canvas.Circle(x, y, points.Radius, colour, 0.75);
            if (points.Names is { } names && i < names.Count)
                canvas.Text(x + points.Radius + 3, y + 4, names[i], 10, "start");
        }
    }

    private static void Bars(Canvas canvas, BarMark bars, Axes axes, string colour)
    {
        for (var i = 0; i < Math.Min(bars.X.Count, bars.Y.Count); i++)
        {
            if (!double.IsFinite(bars.Y[i]))
                continue;
            var (left, right) = (axes.X(bars.X[i] - (bars.Width / 2)), axes.X(bars.X[i] + (bars.Width / 2)));
            var (zero, top) = (axes.Y(Math.Clamp(0, axes.YLow, axes.YHigh)), axes.Y(bars.Y[i]));
            canvas.Rectangle(left, Math.Min(zero, top), right - left, Math.Abs(zero - top), colour);
            if (bars.HalfIntervals is not { } half || !(half[i] > 0))
                continue;
            var middle = (left + right) / 2;
            var (low, high) = (axes.Y(bars.Y[i] - half[i]), axes.Y(bars.Y[i] + half[i]));
            canvas.Line(middle, low, middle, high, "#222222", 1.4);
            canvas.Line(middle - 5, low, middle + 5, low, "#222222", 1.4);
            canvas.Line(middle - 5, high, middle + 5, high, "#222222", 1.4);
        }
    }

    private static void Matrix(Canvas canvas, MatrixMark matrix, Axes axes)
    {
        var scale = new ColourScale(matrix.Values.Cast<double>(), matrix.IsDiverging);
        var cells = Thinning.Matrix(matrix.Values);
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var (rowSize, columnSize) = ((double)matrix.Values.GetLength(0) / rows, (double)matrix.Values.GetLength(1) / columns);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var value = cells[row, column];
                if (!double.IsFinite(value))
                    continue;
                var (x, right) = (axes.X((column * columnSize) - 0.5), axes.X(((column + 1) * columnSize) - 0.5));
                var (one, other) = (axes.Y((row * rowSize) - 0.5), axes.Y(((row + 1) * rowSize) - 0.5));
                var (y, bottom) = (Math.Min(one, other), Math.Max(one, other));

                // a hair wider than the cell, so that no seam shows between neighbours
                canvas.Rectangle(x, y, right - x + 0.3, bottom - y + 0.3, scale.Colour(value));
                if (matrix.HasNumbers)
                    canvas.Text((x + right) / 2, ((y + bottom) / 2) + 4, value.ToString(value == 0 || Math.Abs(value) is >= 0.01 and < 1000 ? "0.00" : "0.0e0", CultureInfo.InvariantCulture), 11, colour: (matrix.IsDiverging ? Math.Abs(scale.Share(value) - 0.5) > 0.35 : scale.Share(value) < 0.5) ? "#ffffff" : "#222222");
            }
        }

        foreach (var (row, column) in matrix.Framed)
            canvas.Rectangle(axes.X(column - 0.5), Math.Min(axes.Y(row - 0.5), axes.Y(row + 0.5)), axes.X(column + 0.5) - axes.X(column - 0.5), Math.Abs(axes.Y(row + 0.5) - axes.Y(row - 0.5)), "none", "#d55e00", 2.2);
        scale.DrawBar(canvas, axes, matrix.ValueLabel);
    }
}
