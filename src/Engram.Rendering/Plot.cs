namespace Engram.Rendering;

/// <summary>Short ways to the common pictures.</summary>
public static partial class Plot
{
    /// <summary>A line.</summary>
    /// <param name="x">Positions.</param>
    /// <param name="y">Values.</param>
    /// <param name="label">Entry in the legend.</param>
    public static Figure Line(IReadOnlyList<double> x, IReadOnlyList<double> y, string label = "") => Of(new LineMark(x, y) { Label = label });

    /// <summary>Points.</summary>
    /// <param name="x">Positions.</param>
    /// <param name="y">Values.</param>
    /// <param name="label">Entry in the legend.</param>
    public static Figure Scatter(IReadOnlyList<double> x, IReadOnlyList<double> y, string label = "") => Of(new PointMark(x, y) { Label = label });

    /// <summary>Bars with names below and interval whiskers.</summary>
    /// <param name="names">One name for each bar.</param>
    /// <param name="heights">Heights.</param>
    /// <param name="halfIntervals">Half-width of each interval.</param>
    public static Figure Bars(IReadOnlyList<string> names, IReadOnlyList<double> heights, IReadOnlyList<double>? halfIntervals = null) =>
        new(new Panel { Marks = [new BarMark([.. Enumerable.Range(0, names.Count).Select(i => (double)i)], heights) { HalfIntervals = halfIntervals }], XNames = names });

    /// <summary>How often values fall into bins of equal width.</summary>
    /// <param name="values">The values; what is not finite is left out.</param>
    /// <param name="bins">Number of bins.</param>
    /// <param name="label">Entry in the legend.</param>
    public static Figure Histogram(IReadOnlyList<double> values, int bins = 40, string label = "") => Of(Binned(values, bins) with { Label = label }).WithAxes("value", "count");

    /// <summary>A matrix as coloured cells.</summary>
    /// <param name="values">[row, column].</param>
    /// <param name="valueLabel">Label of the colour bar, with its unit.</param>
    /// <param name="isDiverging">Whether colours diverge around 0.</param>
    /// <param name="rows">Names of rows.</param>
    /// <param name="columns">Names of columns.</param>
    public static Figure Matrix(double[,] values, string valueLabel = "", bool isDiverging = false, IReadOnlyList<string>? rows = null, IReadOnlyList<string>? columns = null) =>
        new(new Panel { Marks = [new MatrixMark(values) { ValueLabel = valueLabel, IsDiverging = isDiverging }], IsYDownward = true, XNames = columns, YNames = rows });

    /// <summary>Several figures as one, row by row.</summary>
    /// <param name="columns">Panels in a row.</param>
    /// <param name="figures">Figures.</param>
    public static Figure Grid(int columns, params IReadOnlyList<Figure> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return new([.. figures.SelectMany(f => f.Panels).Select(p => p with { Area = null })]) { Columns = columns, PanelWidth = figures.Max(f => f.PanelWidth), PanelHeight = figures.Max(f => f.PanelHeight) };
    }

    private static Figure Of(Mark mark) => new(new Panel { Marks = [mark] });

    private static BarMark Binned(IReadOnlyList<double> values, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var (low, high) = Mark.Span(values);
        if (!(high > low))
            (low, high) = double.IsFinite(low) ? (low - 0.5, low + 0.5) : (0, 1);
        var counts = new double[bins];
        foreach (var value in values.Where(v => v >= low && v <= high))
            counts[Math.Min(bins - 1, (int)((value - low) / (high - low) * bins))]++;
        var width = (high - low) / bins;
        return new([.. Enumerable.Range(0, bins).Select(i => low + ((i + 0.5) * width))], counts) { Width = width * 0.96 };
    }

    private static double[] Times(int count, double samplingRate, double start = 0) => [.. Enumerable.Range(0, count).Select(i => start + (i / samplingRate))];
}
