namespace Engram.Rendering;

/// <summary>Points, with names where given.</summary>
/// <param name="X">Positions.</param>
/// <param name="Y">Values.</param>
public sealed record PointMark(IReadOnlyList<double> X, IReadOnlyList<double> Y) : Mark
{
    /// <summary>Radius (px).</summary>
    public double Radius { get; init; } = 3.2;

    /// <summary>A name beside each point.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => (Span(X).Low, Span(X).High, Span(Y).Low, Span(Y).High);
}
