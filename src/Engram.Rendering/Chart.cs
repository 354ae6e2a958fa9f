namespace Engram.Rendering;

/// <summary>The names that Plotly.NET's users know, as a thin layer over <see cref="Figure"/>: <c>Chart.Line(x, y).WithTitle("…")</c>.</summary>
public static class Chart
{
    /// <summary>A line.</summary>
    public static Figure Line(IReadOnlyList<double> x, IReadOnlyList<double> y, string name = "") => Plot.Line(x, y, name);

    /// <summary>Points.</summary>
    public static Figure Point(IReadOnlyList<double> x, IReadOnlyList<double> y, string name = "") => Plot.Scatter(x, y, name);

    /// <summary>Standing bars.</summary>
    public static Figure Column(IReadOnlyList<double> values, IReadOnlyList<string> keys, string name = "") => Bars(values, keys, name, false);

    /// <summary>Lying bars.</summary>
    public static Figure Bar(IReadOnlyList<double> values, IReadOnlyList<string> keys, string name = "") => Bars(values, keys, name, true);

    /// <summary>A line with an interval.</summary>
    public static Figure Range(IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<double> lower, IReadOnlyList<double> upper, string name = "") => new(new Panel { Marks = [new BandMark(x, lower, upper), new LineMark(x, y) { Label = name }] });

    /// <summary>How often values fall into bins.</summary>
    public static Figure Histogram(IReadOnlyList<double> x, int nBinsX = 40, string name = "") => Plot.Histogram(x, nBinsX, name);

    /// <summary>A matrix as colours.</summary>
    public static Figure Heatmap(double[,] zData, IReadOnlyList<string>? colNames = null, IReadOnlyList<string>? rowNames = null) => Plot.Matrix(zData, rows: rowNames, columns: colNames);

    /// <summary>The marks of several figures on the axes of the first.</summary>
    /// <param name="charts">Figures of one panel each.</param>
    /// <exception cref="ArgumentException">There is no figure.</exception>
    public static Figure Combine(params IReadOnlyList<Figure> charts)
    {
        ArgumentNullException.ThrowIfNull(charts);
        return charts.Count == 0
            ? throw new ArgumentException("Expected at least one chart, got none.", nameof(charts))
            : charts[0] with { Panels = [charts[0].Panels[0] with { Marks = [.. charts.SelectMany(c => c.Panels).SelectMany(p => p.Marks)] }] };
    }

    /// <summary>Several figures as one, row by row.</summary>
    /// <param name="nRows">Rows.</param>
    /// <param name="nCols">Figures in a row.</param>
    /// <param name="charts">The figures.</param>
    /// <exception cref="ArgumentException">More figures than places.</exception>
    public static Figure Grid(int nRows, int nCols, params IReadOnlyList<Figure> charts)
    {
        ArgumentNullException.ThrowIfNull(charts);
        return charts.Count <= nRows * nCols ? Plot.Grid(nCols, charts) : throw new ArgumentException($"Expected at most {nRows} x {nCols} charts, got {charts.Count}.", nameof(charts));
    }

    /// <summary>Title and limits of the horizontal axis of the first panel.</summary>
    public static Figure WithXAxisStyle(this Figure figure, string title, (double Min, double Max)? minMax = null) =>
        Change(figure, p => p with { XLabel = title, XRange = minMax ?? p.XRange });

    /// <summary>Title and limits of the vertical axis of the first panel.</summary>
    public static Figure WithYAxisStyle(this Figure figure, string title, (double Min, double Max)? minMax = null) =>
        Change(figure, p => p with { YLabel = title, YRange = minMax ?? p.YRange });

    /// <summary>Name and colour (#rrggbb) of the first panel's marks.</summary>
    public static Figure WithTraceInfo(this Figure figure, string name, string? colour = null) =>
        Change(figure, p => p with { Marks = [.. p.Marks.Select(m => m with { Label = name, Colour = colour ?? m.Colour })] });

    private static Figure Change(Figure figure, Func<Panel, Panel> change)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return figure with { Panels = [change(figure.Panels[0]), .. figure.Panels.Skip(1)] };
    }

    private static Figure Bars(IReadOnlyList<double> values, IReadOnlyList<string> keys, string name, bool isLying)
    {
        var bars = new BarMark([.. Enumerable.Range(0, keys.Count).Select(i => (double)i)], values) { Label = name, IsLying = isLying };
        return new(new Panel { Marks = [bars], XNames = isLying ? null : keys, YNames = isLying ? keys : null, IsYDownward = isLying });
    }
}
