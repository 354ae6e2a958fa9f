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
                var edge = Polyline(band.X, band.High, axes) + Polyline([.. band.X.Reverse()], [.. band.Low.Reverse()], axes).Replace('M', 'L') + "Z";
                canvas.Path(edge, "none", 0, colour, 0.18);
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
        for (var i = 0; i < Math.Min(x.Count, y.Count); i++)
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

    private static void Points(Canvas canvas, PointMark points, Axes axes, string colour)
    {
        for (var i = 0; i < Math.Min(points.X.Count, points.Y.Count); i++)
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
        var (low, high) = matrix.Scale;
        double Share(double value) => high > low ? (value - low) / (high - low) : 0.5;
        var (rows, columns) = (matrix.Values.GetLength(0), matrix.Values.GetLength(1));
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var value = matrix.Values[row, column];
                if (!double.IsFinite(value))
                    continue;
                var (x, right) = (axes.X(column - 0.5), axes.X(column + 0.5));
                var (y, bottom) = (Math.Min(axes.Y(row - 0.5), axes.Y(row + 0.5)), Math.Max(axes.Y(row - 0.5), axes.Y(row + 0.5)));

                // a hair wider than the cell, so that no seam shows between neighbours
                canvas.Rectangle(x, y, right - x + 0.3, bottom - y + 0.3, Palette.Amount(Share(value), matrix.IsDiverging));
                if (matrix.HasNumbers)
                    canvas.Text((x + right) / 2, ((y + bottom) / 2) + 4, value.ToString("0.00"), 11, colour: (matrix.IsDiverging ? Math.Abs(Share(value) - 0.5) > 0.35 : Share(value) < 0.5) ? "#ffffff" : "#222222");
            }
        }

        foreach (var (row, column) in matrix.Framed)
            canvas.Rectangle(axes.X(column - 0.5), Math.Min(axes.Y(row - 0.5), axes.Y(row + 0.5)), axes.X(column + 0.5) - axes.X(column - 0.5), Math.Abs(axes.Y(row + 0.5) - axes.Y(row - 0.5)), "none", "#d55e00", 2.2);

        // colour bar
        var left = axes.Left + axes.Width + 10;
        const int Steps = 40;
        for (var i = 0; i < Steps; i++)
            canvas.Rectangle(left, axes.Top + (axes.Height * (Steps - 1 - i) / Steps), 10, (axes.Height / Steps) + 0.4, Palette.Amount((i + 0.5) / Steps, matrix.IsDiverging));
        foreach (var tick in Ticks.Between(low, high, 4))
            canvas.Text(left + 13, axes.Top + (axes.Height * (1 - Share(tick))) + 4, Ticks.Text(tick), 10, "start");
        if (matrix.ValueLabel.Length > 0)
            canvas.Text(left + 50, axes.Top + (axes.Height / 2), matrix.ValueLabel, 11, turn: -90);
    }
}
