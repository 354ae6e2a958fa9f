namespace Engram.Rendering.Diagrams;

/// <summary>A named part of a diagram.</summary>
/// <param name="First">Its first step.</param>
/// <param name="Last">Its last step.</param>
/// <param name="Caption">Its name.</param>
/// <param name="Depth">0 for outermost fences, 1 inside those.</param>
public sealed record DiagramFence(int First, int Last, string Caption, int Depth = 0);
