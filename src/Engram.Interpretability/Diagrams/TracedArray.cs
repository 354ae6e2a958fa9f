namespace Engram.Interpretability.Diagrams;

/// <summary>A tensor that depends on the input and is needed later.</summary>
internal sealed record TracedArray(long Id, IReadOnlyList<TracedAxis> Axes);
