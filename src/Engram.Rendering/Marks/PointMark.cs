namespace Engram.Rendering;

/// <summary>Points, with names where given.</summary>
/// <param name="X">Positions.</param>
/// <param name="Y">Values.</param>
public sealed record PointMark(IReadOnlyList<double> X, IReadOnlyList<double> Y) : Mark
{
    /// <summary>Radius (px).</summary>
    public double Radius { get; init; } = 3.2;

    /// <summary>A name beside each point; one that would cover another is left out (and is still the hover text).</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Shown when the pointer rests on a point.</summary>
    public IReadOnlyList<string>? Hovers { get; init; }

    /// <summary>Colour of each point, #rrggbb.</summary>
    public IReadOnlyList<string>? Colours { get; init; }

    /// <summary>How much of what lies behind is covered, 0 to 1.</summary>
    public double Opacity { get; init; } = 0.8;

    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => (Span(X).Low, Span(X).High, Span(Y).Low, Span(Y).High);
}
