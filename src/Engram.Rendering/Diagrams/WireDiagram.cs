using Engram.Rendering.Writing;

namespace Engram.Rendering.Diagrams;

/// <summary>
/// A neural circuit diagram (Abbott 2024): axes are wires from left to right, arrays of a tuple are separated by dashed lines, an
/// operation touches only the axes that it acts on, and all others pass by it: it is broadcast over them. Boxes with a pointed right
/// side are functions, shaded ones linear, bold ones have weights.
/// </summary>
/// <param name="Start">The tuple at the left: for each array the labels of its wires.</param>
/// <param name="Steps">Operations from left to right.</param>
[TypeFormatterSource(typeof(WireDiagramFormatterSource))]
public sealed record WireDiagram(IReadOnlyList<IReadOnlyList<string>> Start, IReadOnlyList<DiagramStep> Steps)
{
    /// <summary>Name of the whole.</summary>
    public string Title { get; init; } = "";

    /// <summary>Named parts.</summary>
    public IReadOnlyList<DiagramFence> Fences { get; init; } = [];

    /// <summary>Steps in a row; longer diagrams go on in the next row.</summary>
    public int StepsPerRow { get; init; } = 12;

    /// <summary>The picture.</summary>
    public string ToSvg() => WireDiagramWriter.Write(this);

    /// <summary>HTML that holds the picture as an image.</summary>
    public string ToHtml() => EmbeddedPicture.Html(ToSvg(), Title.Length > 0 ? Title : "diagram");

    /// <summary>The operations in words, with the tuple after each.</summary>
    public override string ToString() => string.Join("\n", [$"{Title}: {Text(Start)}", .. Steps.Select(s => $"  {(s.Label.Length > 0 ? s.Label : "rearrange")} -> {Text(s.After)}")]);

    internal static string Text(IReadOnlyList<IReadOnlyList<string>> tuple) => string.Join(", ", tuple.Select(a => string.Join(' ', a)));
}
