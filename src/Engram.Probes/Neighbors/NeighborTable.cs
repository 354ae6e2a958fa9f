namespace Engram.Probes.Neighbors;

/// <summary>The nearest of the reference samples for each query, nearest first; of equals the one with the smaller index comes first.</summary>
/// <param name="Indices">[query][rank]: which reference sample.</param>
/// <param name="Distances">[query][rank]: how far.</param>
public sealed record NeighborTable(int[][] Indices, double[][] Distances);
