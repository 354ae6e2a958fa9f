namespace Engram.Rendering.Writing;

/// <summary>Draws a layered graph: columns of boxes, curved edges.</summary>
internal static class GraphDrawing
{
    private static readonly string[] GroupColours = ["#56b4e9", "#0072b2", "#009e73", "#d55e00", "#888888"];

    public static void Draw(Canvas canvas, GraphMark graph, Axes axes)
    {
        var columns = graph.Nodes.Select(n => n.Column).Distinct().Order().ToList();
        var place = new (double X, double Y, double HalfWidth)[graph.Nodes.Count];
        foreach (var column in columns)
        {
            var members = Enumerable.Range(0, graph.Nodes.Count).Where(i => graph.Nodes[i].Column == column).ToArray();
            var half = Math.Min(axes.Width / columns.Count / 2 * 0.8, 10 + (3.3 * members.Max(i => graph.Nodes[i].Label.Length)));
            var x = axes.Left + (axes.Width * (columns.IndexOf(column) + 0.5) / columns.Count);
            for (var i = 0; i < members.Length; i++)
                place[members[i]] = (x, axes.Top + (axes.Height * (i + 0.5) / members.Length), half);
        }

        var largest = graph.Edges.Select(e => Math.Abs(e.Weight)).DefaultIfEmpty(1).Max();
        foreach (var edge in graph.Edges.OrderBy(e => Math.Abs(e.Weight)))
        {
            var (from, to) = (place[edge.From], place[edge.To]);
            var (x1, x2) = (from.X + from.HalfWidth, to.X - to.HalfWidth);
            var bend = (x2 - x1) * 0.45;
            var path = $"M{Canvas.Number(x1)} {Canvas.Number(from.Y)}C{Canvas.Number(x1 + bend)} {Canvas.Number(from.Y)} {Canvas.Number(x2 - bend)} {Canvas.Number(to.Y)} {Canvas.Number(x2)} {Canvas.Number(to.Y)}";
            canvas.Path(path, edge.Weight >= 0 ? "#0072b2" : "#d55e00", 0.6 + (6 * Math.Abs(edge.Weight) / largest), opacity: 0.55);
        }

        for (var i = 0; i < place.Length; i++)
        {
            var (x, y, half) = place[i];
            canvas.Rectangle(x - half, y - 12, 2 * half, 24, "#ffffff", GroupColours[Math.Clamp(graph.Nodes[i].Group, 0, GroupColours.Length - 1)], 1.8, 5);
            canvas.Text(x, y + 4, graph.Nodes[i].Label, 11, colour: "#222222");
        }
    }
}
