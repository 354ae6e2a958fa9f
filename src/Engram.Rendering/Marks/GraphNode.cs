namespace Engram.Rendering;

/// <summary>One node.</summary>
/// <param name="Label">Text in the node.</param>
/// <param name="Column">Column from the left; equal columns stand above one another.</param>
/// <param name="Group">Decides the colour: 0 input, 1 feature, 2 attention, 3 output, 4 error (what the model leaves unexplained).</param>
public sealed record GraphNode(string Label, int Column, int Group = 1)
{
    /// <summary>Row from the bottom (a layer, an electrode); by order where not given.</summary>
    public int? Row { get; init; }

    /// <summary>What is known about the node, shown when the pointer rests on it.</summary>
    public string Evidence { get; init; } = "";
}
