namespace Engram.Interpretability.Circuits;

/// <summary>One edge of a circuit.</summary>
/// <param name="From">The contributing node.</param>
/// <param name="To">The node it contributes to.</param>
/// <param name="Weight">Contribution to the root through this edge.</param>
public sealed record CircuitEdge(AttributionNode From, AttributionNode To, double Weight);
