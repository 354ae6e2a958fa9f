namespace Engram.Rendering;

/// <summary>One node.</summary>
/// <param name="Label">Text in the node.</param>
/// <param name="Column">Column from the left; equal columns stand above one another.</param>
/// <param name="Group">Decides the colour: 0 input, 1 feature, 2 attention, 3 output, 4 error.</param>
public sealed record GraphNode(string Label, int Column, int Group = 1);
