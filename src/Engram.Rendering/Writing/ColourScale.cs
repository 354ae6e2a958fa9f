namespace Engram.Rendering.Writing;

/// <summary>Values to colours, and the bar that explains them.</summary>
internal sealed class ColourScale(IEnumerable<double> values, bool isDiverging)
{
    private const int Steps = 40;

    private readonly (double Low, double High) range = Range(values, isDiverging);

    public bool IsDiverging => isDiverging;

    public double Low => range.Low;

    public double High => range.High;

    // halves first: the difference of two values near the largest double would overflow
    public double Share(double value) => range.High > range.Low ? ((value / 2) - (range.Low / 2)) / ((range.High / 2) - (range.Low / 2)) : 0.5;

    public string Colour(double value) => Palette.Amount(Share(value), isDiverging);

    public void DrawBar(Canvas canvas, Axes axes, string label)
    {
        var left = axes.Left + axes.Width + 10;
        for (var i = 0; i < Steps; i++)
            canvas.Rectangle(left, axes.Top + (axes.Height * (Steps - 1 - i) / Steps), 10, (axes.Height / Steps) + 0.4, Palette.Amount((i + 0.5) / Steps, isDiverging));
        var widest = 0;
        foreach (var (value, text) in Ticks.Labelled(range.Low, range.High, 4))
        {
            canvas.Text(left + 13, axes.Top + (axes.Height * (1 - Share(value))) + 4, text, 10, "start");
            widest = Math.Max(widest, text.Length);
        }

        if (label.Length > 0)
            canvas.Text(left + 26 + (5.8 * widest), axes.Top + (axes.Height / 2), label, 11, turn: -90);
    }

    private static (double Low, double High) Range(IEnumerable<double> values, bool isDiverging)
    {
        var (low, high) = Mark.Span(values);
        if (!double.IsFinite(low))
            return isDiverging ? (-1, 1) : (0, 1);
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        return !isDiverging ? (low, high) : largest > 0 ? (-largest, largest) : (-1, 1);
    }
}
