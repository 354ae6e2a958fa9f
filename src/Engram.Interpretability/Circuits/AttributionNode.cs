namespace Engram.Interpretability.Circuits;

/// <summary>A place from which a contribution comes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Layer">Layer; -1 for embeddings.</param>
/// <param name="Index">Feature or head.</param>
/// <param name="Position">Token position where the node lies.</param>
public sealed record AttributionNode(AttributionKind Kind, int Layer, int Index, int Position);
