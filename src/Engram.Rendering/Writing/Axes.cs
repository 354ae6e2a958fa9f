namespace Engram.Rendering.Writing;

/// <summary>Where a panel's plot area lies and how values map to it.</summary>
internal sealed class Axes
{
    private const double FontWidth = 6.6;

    public Axes(Panel panel, double x, double y, double width, double height)
    {
        var matrix = panel.Marks.OfType<MatrixMark>().FirstOrDefault();
        var isMap = panel.Marks.Any(m => m is TopomapMark);
        (XLow, XHigh) = Range(panel.XRange, panel.Marks.Select(m => (m.Extent.XLow, m.Extent.XHigh)), matrix is null && !isMap && panel.XNames is null ? 0.02 : 0);
        (YLow, YHigh) = Range(panel.YRange, panel.Marks.Select(m => (m.Extent.YLow, m.Extent.YHigh)), matrix is null && !isMap ? 0.05 : 0);
        IsYDownward = panel.IsYDownward;
        XTicks = panel.XNames is { } names ? [.. names.Select((n, i) => ((double)i, n))] : Ticks.Labelled(XLow, XHigh, (int)(width / 90));
        YTicks = panel.YNames is { } rows ? [.. rows.Select((n, i) => (IsYDownward ? (double)i : -i, n))] : Ticks.Labelled(YLow, YHigh, (int)(height / 50));
        if (matrix is not null && panel.XNames is null)
            XTicks = [.. XTicks.Where(t => t.Value == Math.Round(t.Value))];
        if (matrix is not null && panel.YNames is null)
            YTicks = [.. YTicks.Where(t => t.Value == Math.Round(t.Value))];

        // names that are too long to stand side by side are turned
        var room = (width - 90) / Math.Max(1, XTicks.Count);
        AreNamesTurned = panel.XNames is not null && XTicks.Any(t => t.Text.Length * FontWidth > room - 4);
        var left = panel.HasAxes ? 26 + (FontWidth * YTicks.Select(t => t.Text.Length).DefaultIfEmpty(1).Max()) + (panel.YLabel.Length > 0 ? 18 : 0) : 8;
        var right = matrix is not null || isMap ? 74 : 16;
        var bottom = panel.HasAxes ? 26 + (panel.XLabel.Length > 0 ? 18 : 0) + (AreNamesTurned ? Math.Min(90, FontWidth * 0.7 * XTicks.Max(t => t.Text.Length)) : 0) : 8;
        (Left, Top) = (x + left, y + (panel.Title.Length > 0 ? 34 + (15 * (SvgWriter.TitleLines(panel.Title, width).Count - 1)) : 14));
        (Width, Height) = (x + width - right - Left, y + height - bottom - Top);
        if (!isMap && (matrix is null || Math.Abs(Math.Log((XHigh - XLow) / (YHigh - YLow))) >= 0.7))
            return;

        // heads are round, and cells of a matrix that is not very long are square
        var unit = Math.Min(Width / (XHigh - XLow), Height / (YHigh - YLow));
        var (w, h) = (unit * (XHigh - XLow), unit * (YHigh - YLow));
        (Left, Top) = (Left + ((Width - w) / 2), Top + ((Height - h) / 2));
        (Width, Height) = (w, h);
    }

    public double Left { get; }

    public double Top { get; }

    public double Width { get; }

    public double Height { get; }

    public double XLow { get; }

    public double XHigh { get; }

    public double YLow { get; }

    public double YHigh { get; }

    public bool IsYDownward { get; }

    public bool AreNamesTurned { get; }

    public IReadOnlyList<(double Value, string Text)> XTicks { get; }

    public IReadOnlyList<(double Value, string Text)> YTicks { get; }

    public double X(double value) => Left + (Width * ((value - XLow) / (XHigh - XLow)));

    public double Y(double value) => IsYDownward ? Top + (Height * ((value - YLow) / (YHigh - YLow))) : Top + (Height * ((YHigh - value) / (YHigh - YLow)));

    private static (double, double) Range((double Low, double High)? given, IEnumerable<(double Low, double High)> extents, double margin)
    {
        if (given is { } range && range.High > range.Low)
            return range;
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var extent in extents)
            (low, high) = (Math.Min(low, extent.Low), Math.Max(high, extent.High));
        if (!double.IsFinite(low) || !double.IsFinite(high))
            return (0, 1);
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high - low <= 1e-12 * largest)
            return largest == 0 ? (-0.5, 0.5) : (low - (0.1 * largest), high + (0.1 * largest));
        return (low - (margin * (high - low)), high + (margin * (high - low)));
    }
}
