namespace Engram.Rendering.Writing;

/// <summary>Values to colours, and the bar that explains them.</summary>
internal sealed class ColourScale
{
    private const int Steps = 48;
    private const int TickSize = 10;

    private ColourScale(double low, double high, bool isDiverging) => (Low, High, IsDiverging) = (low, high, isDiverging);

    public bool IsDiverging { get; }

    public double Low { get; }

    public double High { get; }

    public double WidestTick => Ticks.Labelled(Low, High, 4).Max(t => TextWidth.Of(t.Text, TickSize));

    public static ColourScale Of(MatrixMark matrix) => Of(matrix.Values.Cast<double>(), matrix.ColourRange, matrix.IsDiverging);

    public static ColourScale Of(TopomapMark map) => Of(map.Values, map.ColourRange, map.IsDiverging);

    // halves first: the difference of two values near the largest double would overflow
    public double Share(double value) => High > Low ? ((value / 2) - (Low / 2)) / ((High / 2) - (Low / 2)) : 0.5;

    public string Colour(double value) => Palette.Amount(Share(value), IsDiverging);

    /// <summary>Colour of a pixel; few shades make small files.</summary>
    /// <param name="value">A finite value.</param>
    /// <param name="shades">Steps from the first colour to the last, at most 255: a palette holds one more beside the transparent one.</param>
    public (byte Red, byte Green, byte Blue, byte Opacity) Pixel(double value, int shades)
    {
        var (r, g, b) = Palette.Components(Math.Round(Math.Clamp(Share(value), 0, 1) * shades) / shades, IsDiverging);
        return (r, g, b, 255);
    }

    public void DrawBar(Canvas canvas, Axes axes, string label)
    {
        var left = axes.Right + 10;
        var height = Math.Max(axes.Height, Math.Min(60, axes.Frame.Area.Height - 20));
        var top = axes.Top + ((axes.Height - height) / 2);
        for (var i = 0; i < Steps; i++)
            canvas.Rectangle(left, top + (height * (Steps - 1 - i) / Steps), 12, (height / Steps) + 0.4, Palette.Amount((i + 0.5) / Steps, IsDiverging));
        foreach (var (value, text) in Ticks.Labelled(Low, High, Math.Clamp((int)(height / 22), 1, 4)))
            canvas.Text(left + 16, top + (height * (1 - Share(value))) + 3.5, text, TickSize, "start");
        if (label.Length > 0)
        {
            var area = axes.Frame.Area;
            var text = TextWidth.Fit(label, axes.Bottom - area.Top - 8, 11);
            var half = (TextWidth.Of(text, 11) / 2) + 6;
            if (label.Length <= 2)
            {
                canvas.Text(left + 16 + WidestTick + 5, top + (height / 2) + 4, label, 11, "start");
                return;
            }

            canvas.Text(left + 16 + WidestTick + 14, Math.Clamp(top + (height / 2), area.Top + half, Math.Max(area.Top + half, axes.Bottom - half + 8)), text, 11, turn: -90);
        }
    }

    private static ColourScale Of(IEnumerable<double> values, (double Low, double High)? given, bool isDiverging)
    {
        if (given is { } range && range.High > range.Low)
            return new(range.Low, range.High, isDiverging);
        var (low, high) = Mark.Span(values);
        if (!double.IsFinite(low))
            return new(isDiverging ? -1 : 0, 1, isDiverging);
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        return !isDiverging ? new(low, high, false) : largest > 0 ? new(-largest, largest, true) : new(-1, 1, true);
    }
}
