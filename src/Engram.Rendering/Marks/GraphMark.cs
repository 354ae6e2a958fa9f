namespace Engram.Rendering;

/// <summary>A graph in layers: nodes in columns from left to right, edges as curves whose width is the size of their weight and whose colour is its sign.</summary>
/// <param name="Nodes">Nodes.</param>
/// <param name="Edges">Edges between nodes, by index.</param>
public sealed record GraphMark(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges) : Mark
{
    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => (0, 1, 0, 1);
}
