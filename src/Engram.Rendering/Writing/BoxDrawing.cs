namespace Engram.Rendering.Writing;

/// <summary>Draws boxes with texts.</summary>
internal static class BoxDrawing
{
    private const double Padding = 7;

    public static void Draw(Canvas canvas, BoxMark boxes, Axes axes, string colour)
    {
        for (var i = 0; i < Math.Min(boxes.Texts.Count, Math.Min(boxes.X.Count, boxes.Y.Count)); i++)
        {
            var text = TextWidth.Fit(boxes.Texts[i], boxes.MaximumWidth - (2 * Padding), boxes.Size);
            var (width, height) = (TextWidth.Of(text, boxes.Size) + (2 * Padding), boxes.Size + 11.0);

            // a box at the edge is moved inside
            var x = Math.Clamp(axes.X(boxes.X[i]), axes.Left + (width / 2), Math.Max(axes.Left + (width / 2), axes.Right - (width / 2)));
            var y = axes.Y(boxes.Y[i]);
            var fill = boxes.Fills is { } fills && i < fills.Count ? fills[i] : colour;
            var hover = boxes.Hovers is { } hovers && i < hovers.Count && hovers[i].Length > 0 ? hovers[i] : text == boxes.Texts[i] ? "" : boxes.Texts[i];
            var isHollow = boxes.Hollow.Contains(i);
            canvas.Rectangle(x - (width / 2), y - (height / 2), width, height, isHollow ? "#f4f4f4" : fill, fill, 1.6, 5, dash: isHollow ? "4 3" : "", hover: hover);
            canvas.Text(x, y + (0.36 * boxes.Size), text, boxes.Size, colour: isHollow ? "#111111" : Palette.TextOn(fill));
        }
    }
}
