namespace Engram.Rendering;

/// <summary>One edge.</summary>
/// <param name="From">Index of the source node.</param>
/// <param name="To">Index of the target node.</param>
/// <param name="Weight">Signed weight.</param>
public sealed record GraphEdge(int From, int To, double Weight);
