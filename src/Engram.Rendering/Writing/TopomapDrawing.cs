using Engram.Rendering.Imaging;

namespace Engram.Rendering.Writing;

/// <summary>Draws a scalp map: colours, contour lines, outline with nose and ears, sensors.</summary>
internal static class TopomapDrawing
{
    private const int Large = 96;
    private const int Small = 56;
    private const double SmallWidth = 180;
    private const int Shades = 60;
    private const int Contours = 6;
    private const string ContourColour = "#222222";

    public static void Draw(Canvas canvas, TopomapMark map, Axes axes)
    {
        var scale = ColourScale.Of(map);
        var (reach, size) = (map.Reach, axes.Width < SmallWidth ? Small : Large);
        if (map.Values.Any(double.IsFinite))
        {
            var grid = map.Interpolate(size);
            var upright = new double[size, size];
            for (var row = 0; row < size; row++)
            {
                for (var column = 0; column < size; column++)
                    upright[row, column] = grid[size - 1 - row, column];
            }

            canvas.Image(axes.X(-reach), axes.Y(reach), axes.X(reach) - axes.X(-reach), axes.Y(-reach) - axes.Y(reach), PngWriter.ToDataAddress(PixelImage.Of(upright, v => scale.Pixel(v, Shades))));
            var contours = string.Concat(ContourLines.Of(grid, Enumerable.Range(1, Contours - 1).Select(i => (scale.Low * (1 - ((double)i / Contours))) + (scale.High * i / Contours))).Select(line => Trace(line, size, reach, axes)));
            if (contours.Length > 0)
                canvas.Path(contours, ContourColour, 0.7, opacity: 0.5);
        }

        foreach (var part in HeadOutline.Parts(reach))
            canvas.Path("M" + string.Join('L', part.Select(p => $"{Canvas.Coarse(axes.X(p.X))} {Canvas.Coarse(axes.Y(p.Y))}")), Palette.Ink, 1.7);
        Sensors(canvas, map, axes);
        if (map.HasColourBar)
            scale.DrawBar(canvas, axes, map.ValueLabel);
    }

    private static void Sensors(Canvas canvas, TopomapMark map, Axes axes)
    {
        var places = map.Places;
        var radius = places.Count > 80 ? 0.9 : axes.Width < 160 ? 1.1 : 1.8;
        foreach (var (isKnown, colour) in ((bool, string)[])[(true, "#111111"), (false, "#aaaaaa")])
            canvas.Circles(Enumerable.Range(0, places.Count).Where(i => double.IsFinite(map.Values[i]) == isKnown).Select(i => (axes.X(places[i].X), axes.Y(places[i].Y), "")), radius, colour);
        for (var i = 0; i < places.Count && map.HasNames; i++)
        {
            if (canvas.Room.Beside(axes.X(places[i].X), axes.Y(places[i].Y), 3, map.Electrodes[i], 9, axes) is { } place)
                canvas.Text(place.X, place.Y, map.Electrodes[i], 9, "start", Math.Pow(places[i].X, 2) + Math.Pow(places[i].Y, 2) < 0.9 ? "#222222" : Palette.Ink);
        }
    }

    private static string Trace(IReadOnlyList<(double Row, double Column)> line, int size, double reach, Axes axes)
    {
        var path = new PathText();
        foreach (var (row, column) in line)
            path.Add(axes.X(reach * ((2 * (column + 0.5) / size) - 1)), axes.Y(reach * ((2 * (row + 0.5) / size) - 1)));
        return path.ToString();
    }
}
