namespace Engram.Rendering;

/// <content>Graphs.</content>
public static partial class Plot
{
    /// <summary>Two kinds of nodes on two sides (latents and sensors, sources and channels); edges as wide as their weight is large.</summary>
    /// <param name="left">Names on the left.</param>
    /// <param name="right">Names on the right.</param>
    /// <param name="weights">[left, right]; 0 and what is not finite = no edge.</param>
    /// <param name="threshold">Edges below this share of the largest are left out.</param>
    /// <exception cref="ArgumentException">The matrix has another size.</exception>
    public static Figure Bipartite(IReadOnlyList<string> left, IReadOnlyList<string> right, double[,] weights, double threshold = 0.1)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.GetLength(0) != left.Count || weights.GetLength(1) != right.Count)
            throw new ArgumentException($"Expected a matrix of {left.Count} x {right.Count}, got {weights.GetLength(0)} x {weights.GetLength(1)}.", nameof(weights));
        var edges = from i in Enumerable.Range(0, left.Count) from j in Enumerable.Range(0, right.Count) where weights[i, j] != 0 && double.IsFinite(weights[i, j]) select new GraphEdge(i, left.Count + j, weights[i, j]);
        var largest = Mark.Span(weights.Cast<double>().Select(Math.Abs)).High;
        return Circuit([.. left.Select(n => new GraphNode(n, 0)), .. right.Select(n => new GraphNode(n, 1, 2))], [.. edges.Where(e => Math.Abs(e.Weight) >= threshold * largest)]);
    }

    /// <summary>A graph whose linked nodes lie close together (Fruchterman and Reingold 1991).</summary>
    /// <param name="names">Names of the nodes.</param>
    /// <param name="edges">Edges.</param>
    /// <param name="groups">The group of each node, for its colour.</param>
    /// <param name="seed">Start of the layout; the same seed gives the same picture.</param>
    /// <exception cref="ArgumentException">An edge names a node that does not exist.</exception>
    public static Figure Force(IReadOnlyList<string> names, IReadOnlyList<GraphEdge> edges, IReadOnlyList<string>? groups = null, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(edges);
        var places = ForceLayout.Of(names.Count, edges, seed);
        var largest = edges.Select(e => Math.Abs(e.Weight)).DefaultIfEmpty(1).Max();
        var degree = new int[names.Count];
        foreach (var edge in edges)
            (degree[edge.From], degree[edge.To]) = (degree[edge.From] + 1, degree[edge.To] + 1);
        var marks = new List<Mark>
        {
            new StrokeMark([.. edges.Select(e => new Stroke([places[e.From], places[e.To]], 0.6 + Math.Round(2.4 * Math.Abs(e.Weight) / Math.Max(1e-300, largest), 1), Palette.Faint) { Opacity = 0.6, Hover = edges.Count <= 200 ? $"{names[e.From]} and {names[e.To]}: {Writing.Ticks.Short(e.Weight)}" : "" })]),
        };
        foreach (var group in Enumerable.Range(0, names.Count).GroupBy(i => groups?[i] ?? "").OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var members = group.OrderByDescending(i => degree[i]).ToArray();
            marks.Add(new PointMark([.. members.Select(i => places[i].X)], [.. members.Select(i => places[i].Y)])
            {
                Label = group.Key,
                Names = names.Count <= 150 ? [.. members.Select(i => names[i])] : null,
                Hovers = [.. members.Select(i => $"{names[i]}: {degree[i]} edges")],
                Radius = names.Count > 150 ? 3 : 5,
                Opacity = 1,
            });
        }

        return new(new Panel { Marks = marks, HasAxes = false, HasEqualUnits = true, XRange = (-0.04, 1.04), YRange = (-0.04, 1.04) }) { PanelWidth = 560, PanelHeight = 560 };
    }
}
