namespace Engram.Rendering.Diagrams;

/// <summary>One operation between two cuts.</summary>
public sealed record DiagramStep
{
    /// <summary>Text in the box; no box where empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>How the box is drawn.</summary>
    public BoxStyle Style { get; init; }

    /// <summary>The tuple after the step: for each array the labels of its wires.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> After { get; init; }

    /// <summary>Wires that pass by: the operation is broadcast over them, or does not touch their array.</summary>
    public IReadOnlyList<(WireAddress From, WireAddress To)> Passing { get; init; } = [];

    /// <summary>Wires that end at the box.</summary>
    public IReadOnlyList<WireAddress> Into { get; init; } = [];

    /// <summary>Wires that start at the box.</summary>
    public IReadOnlyList<WireAddress> OutOf { get; init; } = [];

    /// <summary>Where an elementwise box sits when no wire ends at it: the array whose wires it is broadcast over.</summary>
    public int? OnArray { get; init; }
}
