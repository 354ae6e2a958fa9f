namespace Engram.Rendering;

/// <summary>Short ways to the common pictures.</summary>
public static class Plot
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

    /// <summary>A matrix as coloured cells.</summary>
    /// <param name="values">[row, column].</param>
    /// <param name="valueLabel">Label of the colour bar, with its unit.</param>
    /// <param name="isDiverging">Whether colours diverge around 0.</param>
    /// <param name="rows">Names of rows.</param>
    /// <param name="columns">Names of columns.</param>
    public static Figure Matrix(double[,] values, string valueLabel = "", bool isDiverging = false, IReadOnlyList<string>? rows = null, IReadOnlyList<string>? columns = null) =>
        new(new Panel { Marks = [new MatrixMark(values) { ValueLabel = valueLabel, IsDiverging = isDiverging }], IsYDownward = true, XNames = columns, YNames = rows });

    /// <summary>Values of scalp electrodes as a map of the head seen from above, nose up (spherical spline).</summary>
    /// <param name="electrodes">Names of the 10-05 system.</param>
    /// <param name="values">One value for each; not finite = left out.</param>
    /// <param name="valueLabel">Label of the colour bar, with its unit.</param>
    /// <param name="isDiverging">Whether colours diverge around 0.</param>
    /// <param name="hasNames">Whether the names stand beside the electrodes.</param>
    /// <exception cref="ArgumentException">A name is unknown, or there is not one value for each.</exception>
    public static Figure Topomap(IReadOnlyList<string> electrodes, IReadOnlyList<double> values, string valueLabel = "", bool isDiverging = true, bool hasNames = false) =>
        new(new Panel { Marks = [new TopomapMark(electrodes, values) { ValueLabel = valueLabel, IsDiverging = isDiverging, HasNames = hasNames }], HasAxes = false }) { PanelWidth = 380, PanelHeight = 330 };

    /// <summary>Channels above one another on a common time axis.</summary>
    /// <param name="samples">[channel][time].</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="names">Channel names.</param>
    /// <param name="unit">Unit of the samples after <paramref name="scale"/>.</param>
    /// <param name="scale">Factor on the samples (1e6 for volts to microvolts).</param>
    public static Figure Traces(double[][] samples, double samplingRate, IReadOnlyList<string> names, string unit = "µV", double scale = 1e6)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samplingRate);
        if (samples.Length == 0 || samples.Length != names.Count)
            throw new ArgumentException($"Expected at least one channel and a name for each, got {samples.Length} channels and {names.Count} names.", nameof(names));

        // channels stand as far apart as the widest of them swings most of the time
        var spacing = samples.Max(row => 6 * Spread(row).Deviation) * scale;
        spacing = spacing > 0 && double.IsFinite(spacing) ? spacing : 1;
        var time = Enumerable.Range(0, samples.Max(row => row.Length)).Select(i => i / samplingRate).ToArray();
        var marks = samples.Select((row, c) =>
        {
            var mean = Spread(row).Mean;
            return (Mark)new LineMark(time, [.. row.Select(v => ((v - mean) * scale / spacing) - c)]) { Colour = Palette.Group(0), Width = 0.9 };
        });
        return new(new Panel
        {
            Marks = [.. marks], XLabel = "time (s)", YLabel = $"channels, {spacing.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)} {unit} apart",
            YNames = names, YRange = (-samples.Length + 0.2, 0.8), IsYDownward = false,
        }) { PanelHeight = Math.Max(220, 60 + (26 * samples.Length)) };
    }

    /// <summary>A graph in layers.</summary>
    /// <param name="nodes">Nodes.</param>
    /// <param name="edges">Edges.</param>
    public static Figure Circuit(IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges) =>
        new(new Panel { Marks = [new GraphMark(nodes, edges)], HasAxes = false }) { PanelWidth = 760, PanelHeight = 420 };

    /// <summary>Several figures as one, row by row.</summary>
    /// <param name="columns">Panels in a row.</param>
    /// <param name="figures">Figures.</param>
    public static Figure Grid(int columns, params IReadOnlyList<Figure> figures) =>
        new([.. figures.SelectMany(f => f.Panels)]) { Columns = columns, PanelWidth = figures.Max(f => f.PanelWidth), PanelHeight = figures.Max(f => f.PanelHeight) };

    // two passes, so that a small swing on a large offset is not lost
    private static (double Mean, double Deviation) Spread(double[] row)
    {
        var known = row.Where(double.IsFinite).ToArray();
        if (known.Length == 0)
            return (0, 0);
        var mean = known.Average();
        return (mean, Math.Sqrt(known.Average(v => (v - mean) * (v - mean))));
    }

    private static Figure Of(Mark mark) => new(new Panel { Marks = [mark] });
}
