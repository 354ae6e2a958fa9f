using System.Text;

namespace Engram.Rendering.Writing;

/// <summary>Draws a scalp map: coloured cells, contour lines, outline with nose and ears, electrodes.</summary>
internal static class TopomapDrawing
{
    private const int Size = 72;
    private const int Shades = 24;
    private const int Contours = 6;
    private const string Ink = "#333333";

    public static void Draw(Canvas canvas, TopomapMark map, Axes axes)
    {
        var grid = map.Interpolate(Size);
        var scale = new ColourScale(map.Values.Concat(grid.Cast<double>()), map.IsDiverging);
        Fill(canvas, grid, scale, axes);
        foreach (var line in ContourLines.Of(grid, Enumerable.Range(1, Contours - 1).Select(i => (scale.Low * (1 - ((double)i / Contours))) + (scale.High * i / Contours))))
            canvas.Path(Trace(line, axes), Ink, 0.7, opacity: 0.45);
        Outline(canvas, axes);
        var places = map.Places;
        for (var i = 0; i < places.Count; i++)
        {
            var (x, y) = (axes.X(places[i].X), axes.Y(places[i].Y));
            canvas.Circle(x, y, 1.8, double.IsFinite(map.Values[i]) ? "#111111" : "#aaaaaa");
            if (map.HasNames)
                canvas.Text(x, y - 4, map.Electrodes[i], 8);
        }

        scale.DrawBar(canvas, axes, map.ValueLabel);
    }

    // neighbours of one shade in a row are one rectangle
    private static void Fill(Canvas canvas, double[,] grid, ColourScale scale, Axes axes)
    {
        var cell = Math.Abs(axes.X(2.0 / Size) - axes.X(0));
        for (var row = 0; row < Size; row++)
        {
            var top = axes.Y((2.0 * (row + 1) / Size) - 1);
            for (var column = 0; column < Size;)
            {
                var shade = Shade(grid[row, column], scale);
                var end = column + 1;
                while (end < Size && Shade(grid[row, end], scale) == shade)
                    end++;
                if (shade >= 0)
                    canvas.Rectangle(axes.X((2.0 * column / Size) - 1), top, (cell * (end - column)) + 0.3, cell + 0.3, Palette.Amount((shade + 0.5) / Shades, scale.IsDiverging));
                column = end;
            }
        }
    }

    private static int Shade(double value, ColourScale scale) => double.IsFinite(value) ? Math.Clamp((int)(scale.Share(value) * Shades), 0, Shades - 1) : -1;

    private static string Trace(IReadOnlyList<(double Row, double Column)> line, Axes axes)
    {
        var path = new StringBuilder();
        foreach (var (row, column) in line)
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Canvas.Number(axes.X((2 * (column + 0.5) / Size) - 1))).Append(' ').Append(Canvas.Number(axes.Y((2 * (row + 0.5) / Size) - 1)));
        return path.ToString();
    }

    private static void Outline(Canvas canvas, Axes axes)
    {
        string At(double x, double y) => $"{Canvas.Number(axes.X(x))} {Canvas.Number(axes.Y(y))}";
        var radius = Canvas.Number(axes.X(1) - axes.X(0));
        var circle = $"M{At(-1, 0)}A{radius} {radius} 0 1 1 {At(1, 0)}A{radius} {radius} 0 1 1 {At(-1, 0)}Z";

        // what the cells cover outside the circle is painted over: a square with a round hole
        canvas.Raw($"<path fill-rule=\"evenodd\" fill=\"#ffffff\" d=\"M{At(-1.06, -1.06)}L{At(1.06, -1.06)}L{At(1.06, 1.06)}L{At(-1.06, 1.06)}Z{circle}\"/>");
        canvas.Path(circle, Ink, 1.6);
        canvas.Path($"M{At(-0.1, 0.995)}L{At(0, 1.13)}L{At(0.1, 0.995)}", Ink, 1.6);
        foreach (var side in (int[])[-1, 1])
            canvas.Path($"M{At(side * 0.985, 0.17)}C{At(side * 1.1, 0.2)} {At(side * 1.1, -0.2)} {At(side * 0.985, -0.17)}", Ink, 1.6);
    }
}
