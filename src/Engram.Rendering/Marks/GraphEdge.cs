namespace Engram.Rendering;

/// <summary>One edge.</summary>
/// <param name="From">Index of the source node.</param>
/// <param name="To">Index of the target node.</param>
/// <param name="Weight">Signed weight.</param>
public sealed record GraphEdge(int From, int To, double Weight)
{
    /// <summary>What is known about the edge, shown when the pointer rests on it.</summary>
    public string Evidence { get; init; } = "";
}
