namespace Engram.Rendering;

/// <summary>Boxes with a text each, as large as the text: nodes of graphs, blocks of diagrams.</summary>
/// <param name="X">Centres.</param>
/// <param name="Y">Centres.</param>
/// <param name="Texts">One text for each.</param>
public sealed record BoxMark(IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<string> Texts) : Mark
{
    /// <summary>Size of the letters (px).</summary>
    public int Size { get; init; } = 11;

    /// <summary>Widest box (px); longer texts are cut, the whole text is the hover text.</summary>
    public double MaximumWidth { get; init; } = 160;

    /// <summary>Fill of each box, #rrggbb.</summary>
    public IReadOnlyList<string>? Fills { get; init; }

    /// <summary>Shown when the pointer rests on a box.</summary>
    public IReadOnlyList<string>? Hovers { get; init; }

    /// <summary>Which boxes have a dashed border and no fill: what a model does not explain.</summary>
    public IReadOnlyCollection<int> Hollow { get; init; } = [];

    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => (Span(X).Low, Span(X).High, Span(Y).Low, Span(Y).High);
}
