namespace Engram.Rendering.Diagrams;

/// <summary>One wire in a cut.</summary>
/// <param name="Array">Which array of the tuple.</param>
/// <param name="Axis">Which of its axes.</param>
public readonly record struct WireAddress(int Array, int Axis);
