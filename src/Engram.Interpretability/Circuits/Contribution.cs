using static TorchSharp.torch;

namespace Engram.Interpretability.Circuits;

/// <summary>How much a node adds to the value of a vector in the residual stream.</summary>
/// <param name="Node">The node.</param>
/// <param name="Value">Its contribution, in the units of the root.</param>
/// <param name="Next">The vector that explains the node itself, on the root's scale; none for leaves.</param>
/// <param name="NextLayer">Layer before which that vector lies.</param>
/// <param name="IsNextAfterAttention">Whether it lies between attention and MLP of that layer.</param>
/// <param name="NextPosition">Token position of that vector.</param>
public sealed record Contribution(AttributionNode Node, double Value, Tensor? Next = null, int NextLayer = 0, bool IsNextAfterAttention = false, int NextPosition = 0);
