namespace Engram.Rendering;

/// <content>Circuits.</content>
public static partial class Plot
{
    private const double CellWidth = 128;
    private const double RowHeight = 66;
    private const int CurvePoints = 14;
    private static readonly string[] NodeColours = ["#56b4e9", "#0072b2", "#009e73", "#d55e00", "#8c8c8c"];

    /// <summary>
    /// A circuit: nodes in columns (positions, times) and, where nodes have a row, in rows from the bottom (layers, electrodes); edges
    /// as wide as their attribution is large, orange for and blue against. Error nodes are dashed.
    /// </summary>
    /// <param name="nodes">Nodes.</param>
    /// <param name="edges">Edges.</param>
    /// <param name="threshold">Edges below this share of the largest are left out, and with them nodes that hang on nothing (inputs and outputs stay).</param>
    /// <param name="columnNames">Names of columns 0, 1, 2 ….</param>
    /// <param name="rowNames">Names of rows 0, 1, 2 … from the bottom.</param>
    /// <exception cref="ArgumentException">An edge names a node that does not exist.</exception>
    public static Figure Circuit(IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges, double threshold = 0, IReadOnlyList<string>? columnNames = null, IReadOnlyList<string>? rowNames = null)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(edges);
        if (edges.FirstOrDefault(e => e.From < 0 || e.To < 0 || e.From >= nodes.Count || e.To >= nodes.Count) is { } wrong)
            throw new ArgumentException($"Expected edges between the {nodes.Count} nodes, got one from {wrong.From} to {wrong.To}.", nameof(edges));
        var largest = edges.Select(e => Math.Abs(e.Weight)).DefaultIfEmpty(0).Max();
        var kept = edges.Where(e => Math.Abs(e.Weight) >= threshold * largest && largest > 0).OrderBy(e => Math.Abs(e.Weight)).ToArray();
        var shown = Enumerable.Range(0, nodes.Count).Where(i => threshold == 0 || nodes[i].Group is 0 or 3 || kept.Any(e => e.From == i || e.To == i)).ToArray();
        var hasRows = nodes.Any(n => n.Row is not null);
        var (places, width, height) = hasRows ? PlaceInRows(nodes, shown, rowNames) : PlaceInColumns(nodes, shown);
        var strokes = kept.Where(e => places.ContainsKey(e.From) && places.ContainsKey(e.To)).Select(e => new Stroke(Curve(places[e.From], places[e.To], hasRows), 0.8 + ((kept.Length > 25 ? 3 : 6) * Math.Abs(e.Weight) / largest), e.Weight >= 0 ? Palette.Positive : Palette.Negative)
        {
            Opacity = 0.7,
            Hover = $"{nodes[e.From].Label} → {nodes[e.To].Label}: {Writing.Ticks.Short(e.Weight)}{(e.Evidence.Length > 0 ? "; " + e.Evidence : "")}",
        });
        var texts = GuideTexts(places, nodes, columnNames, rowNames, hasRows, height);
        var boxes = new BoxMark([.. shown.Select(i => places[i].X)], [.. shown.Select(i => places[i].Y)], [.. shown.Select(i => nodes[i].Label)])
        {
            Fills = [.. shown.Select(i => NodeColours[Math.Clamp(nodes[i].Group, 0, NodeColours.Length - 1)])],
            Hovers = [.. shown.Select(i => nodes[i].Evidence)],
            Hollow = [.. Enumerable.Range(0, shown.Length).Where(k => nodes[shown[k]].Group == 4)],
            MaximumWidth = CellWidth - 12,
        };
        return new(new Panel { Marks = [new StrokeMark([.. strokes]), boxes, texts], HasAxes = false, XRange = (0, width), YRange = (0, height), IsYDownward = true }) { PanelWidth = (int)width + 20, PanelHeight = (int)height + 54 };
    }

    private static (Dictionary<int, (double X, double Y)> Places, double Width, double Height) PlaceInColumns(IReadOnlyList<GraphNode> nodes, int[] shown)
    {
        var columns = shown.GroupBy(i => nodes[i].Column).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        var (width, height) = (Math.Max(420, columns.Length * (CellWidth + 40)), Math.Max(160, 38.0 * columns.Select(c => c.Length).DefaultIfEmpty(1).Max()));
        var places = new Dictionary<int, (double, double)>();
        for (var c = 0; c < columns.Length; c++)
        {
            for (var k = 0; k < columns[c].Length; k++)
                places[columns[c][k]] = (width * (c + 0.5) / columns.Length, height * (k + 0.5) / columns[c].Length);
        }

        return (places, width, height);
    }

    // nodes of one cell stand side by side; a column is as wide as its fullest cell
    private static (Dictionary<int, (double X, double Y)> Places, double Width, double Height) PlaceInRows(IReadOnlyList<GraphNode> nodes, int[] shown, IReadOnlyList<string>? rowNames)
    {
        var cells = shown.GroupBy(i => (nodes[i].Column, Row: nodes[i].Row ?? 0)).ToArray();
        var rows = cells.Select(c => c.Key.Row).Distinct().OrderDescending().ToList();
        var left = rowNames is { Count: > 0 } ? 16 + rowNames.Max(n => Writing.TextWidth.Of(n, 11)) : 0;
        var (places, at) = (new Dictionary<int, (double, double)>(), left);
        foreach (var column in cells.GroupBy(c => c.Key.Column).OrderBy(g => g.Key))
        {
            var fullest = column.Max(c => c.Count());
            foreach (var cell in column)
            {
                var members = cell.ToArray();
                for (var k = 0; k < members.Length; k++)
                    places[members[k]] = (at + (CellWidth * fullest * (k + 0.5) / members.Length), (rows.IndexOf(cell.Key.Row) + 0.5) * RowHeight);
            }

            at += CellWidth * fullest;
        }

        return (places, Math.Max(420, at), Math.Max(160, (rows.Count * RowHeight) + 24));
    }

    private static TextMark GuideTexts(Dictionary<int, (double X, double Y)> places, IReadOnlyList<GraphNode> nodes, IReadOnlyList<string>? columnNames, IReadOnlyList<string>? rowNames, bool hasRows, double height)
    {
        var texts = new List<(double X, double Y, string Text)>();
        if (columnNames is not null)
        {
            foreach (var column in places.GroupBy(p => nodes[p.Key].Column).Where(g => g.Key >= 0 && g.Key < columnNames.Count))
                texts.Add(((column.Min(p => p.Value.X) + column.Max(p => p.Value.X)) / 2, height - 8, columnNames[column.Key]));
        }

        if (rowNames is not null && hasRows)
        {
            foreach (var row in places.GroupBy(p => nodes[p.Key].Row ?? 0).Where(g => g.Key >= 0 && g.Key < rowNames.Count))
                texts.Add((4 + (Writing.TextWidth.Of(rowNames[row.Key], 11) / 2), row.First().Value.Y, rowNames[row.Key]));
        }

        return new([.. texts.Select(t => t.X)], [.. texts.Select(t => t.Y)], [.. texts.Select(t => t.Text)]);
    }

    // a cubic that leaves and arrives along the direction of the layers
    private static (double X, double Y)[] Curve((double X, double Y) from, (double X, double Y) to, bool isUpward)
    {
        var (bendX, bendY) = isUpward ? (0.0, (to.Y - from.Y) * 0.5) : ((to.X - from.X) * 0.5, 0.0);
        var points = new (double X, double Y)[CurvePoints + 1];
        for (var i = 0; i <= CurvePoints; i++)
        {
            var t = (double)i / CurvePoints;
            var (a, b, c, d) = (Math.Pow(1 - t, 3), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t);
            points[i] = ((a * from.X) + (b * (from.X + bendX)) + (c * (to.X - bendX)) + (d * to.X), (a * from.Y) + (b * (from.Y + bendY)) + (c * (to.Y - bendY)) + (d * to.Y));
        }

        return points;
    }
}
