namespace Engram.Rendering.Writing;

/// <summary>One axis: its limits, whether it is logarithmic, and its ticks.</summary>
internal sealed class ValueAxis
{
    private const int FewestPowers = 2;

    private ValueAxis(double low, double high, bool isLogarithmic, IReadOnlyList<(double Value, string Text)> ticks) =>
        (Low, High, IsLogarithmic, Ticks) = (low, high, isLogarithmic, ticks);

    public double Low { get; }

    public double High { get; }

    public bool IsLogarithmic { get; }

    public IReadOnlyList<(double Value, string Text)> Ticks { get; }

    public static ValueAxis Horizontal(Panel panel, double width)
    {
        var extents = panel.Marks.Select(m => m.Extent).ToArray();
        var matrix = panel.Marks.OfType<MatrixMark>().FirstOrDefault();
        var (low, high) = Range(panel.XRange, extents.Select(e => (e.XLow, e.XHigh)), matrix is null && panel.XNames is null && !panel.HasEqualUnits ? 0.02 : 0, panel.IsXLogarithmic, () => panel.Marks.SelectMany(Xs));
        if (panel.XNames is { } names)
            return new(low, high, false, [.. names.Select((n, i) => ((double)i, n))]);

        // as many ticks as texts fit beside one another
        for (var wanted = Math.Clamp((int)(width / 70), 2, 10); ; wanted--)
        {
            var ticks = Labelled(low, high, wanted, panel.IsXLogarithmic, matrix is { XStep: 1, XStart: 0 });
            if (wanted <= 2 || (ticks.Sum(t => TextWidth.Of(t.Text, 11) + 14) < width * 0.85 && ticks.Length <= 12))
                return new(low, high, panel.IsXLogarithmic, [.. ticks.Where(t => t.Value <= panel.LastXTick)]);
        }
    }

    public static ValueAxis Vertical(Panel panel, double height)
    {
        var extents = panel.Marks.Select(m => m.Extent).ToArray();
        var matrix = panel.Marks.OfType<MatrixMark>().FirstOrDefault();
        var (low, high) = Range(panel.YRange, extents.Select(e => (e.YLow, e.YHigh)), matrix is null && panel.YNames is null && !panel.HasEqualUnits ? 0.05 : 0, panel.IsYLogarithmic, () => panel.Marks.SelectMany(Ys));
        return panel.YNames is { } names
            ? new(low, high, false, [.. names.Select((n, i) => (panel.IsYDownward ? (double)i : -i, n))])
            : new(low, high, panel.IsYLogarithmic, VerticalTicks(low, high, height, panel.IsYLogarithmic, matrix is { YStep: 1, YStart: 0 }));
    }

    /// <summary>0 at the lower limit, 1 at the upper one; not a number where the axis has no place for the value.</summary>
    /// <param name="value">A value.</param>
    public double Share(double value) => IsLogarithmic
        ? value > 0 ? (Math.Log10(value) - Math.Log10(Low)) / (Math.Log10(High) - Math.Log10(Low)) : double.NaN
        : (value - Low) / (High - Low);

    // at least three ticks where their texts have room
    private static (double Value, string Text)[] VerticalTicks(double low, double high, double height, bool isLogarithmic, bool isWhole)
    {
        for (var wanted = Math.Clamp((int)(height / 45), 2, 9); ; wanted++)
        {
            var ticks = Labelled(low, high, wanted, isLogarithmic, isWhole);
            if (ticks.Length >= 3 || isLogarithmic || isWhole || (wanted + 1) * 16 > height)
                return ticks;
        }
    }

    private static (double Value, string Text)[] Labelled(double low, double high, int wanted, bool isLogarithmic, bool isWhole)
    {
        if (isLogarithmic)
        {
            var (first, last) = ((int)Math.Ceiling(Math.Log10(low) - 1e-9), (int)Math.Floor(Math.Log10(high) + 1e-9));
            if (last - first + 1 >= FewestPowers)
            {
                var every = Math.Max(1, (last - first + wanted) / Math.Max(1, wanted));
                return [.. Enumerable.Range(first, last - first + 1).Where(p => p % every == 0).Select(p => (Math.Pow(10, p), Writing.Ticks.Power(p)))];
            }

            var between = ((int[])[1, 2, 5]).SelectMany(m => Enumerable.Range(first - 1, last - first + 3).Select(p => m * Math.Pow(10, p))).Where(v => v >= low && v <= high).Order().ToArray();
            if (between.Length >= FewestPowers)
                return [.. between.Select(v => (v, Writing.Ticks.Short(v)))];
        }

        var ticks = Writing.Ticks.Labelled(low, high, wanted);
        return isWhole ? [.. ticks.Where(t => t.Value == Math.Round(t.Value))] : ticks;
    }

    private static (double, double) Range((double Low, double High)? given, IEnumerable<(double Low, double High)> extents, double margin, bool isLogarithmic, Func<IEnumerable<double>> values)
    {
        if (given is { } range && range.High > range.Low && (!isLogarithmic || range.Low > 0))
            return range;
        var (low, high) = isLogarithmic ? Mark.Span(values().Where(v => v > 0)) : (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var extent in isLogarithmic ? [] : extents)
            (low, high) = (Math.Min(low, extent.Low), Math.Max(high, extent.High));
        if (!double.IsFinite(low) || !double.IsFinite(high))
            return isLogarithmic ? (0.1, 10) : (0, 1);
        if (isLogarithmic)
            return high > low * (1 + 1e-9) ? (low / Math.Pow(high / low, margin), high * Math.Pow(high / low, margin)) : (low / 2, high * 2);
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high - low <= 1e-12 * largest)
            return largest == 0 ? (-0.5, 0.5) : (low - (0.1 * largest), high + (0.1 * largest));
        return (low - (margin * (high - low)), high + (margin * (high - low)));
    }

    private static IEnumerable<double> Xs(Mark mark) => mark switch
    {
        LineMark l => l.X,
        PointMark p => p.X,
        BandMark b => b.X,
        RuleMark { IsVertical: true } r => [r.Value],
        _ => [mark.Extent.XLow, mark.Extent.XHigh],
    };

    private static IEnumerable<double> Ys(Mark mark) => mark switch
    {
        LineMark l => l.Y,
        PointMark p => p.Y,
        BandMark b => b.Low.Concat(b.High),
        RuleMark { IsVertical: false } r => [r.Value],
        _ => [mark.Extent.YLow, mark.Extent.YHigh],
    };
}
