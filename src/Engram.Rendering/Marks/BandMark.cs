namespace Engram.Rendering;

/// <summary>A filled band between two lines: an interval around a curve.</summary>
/// <param name="X">Positions.</param>
/// <param name="Low">Lower edge.</param>
/// <param name="High">Upper edge.</param>
public sealed record BandMark(IReadOnlyList<double> X, IReadOnlyList<double> Low, IReadOnlyList<double> High) : Mark
{
    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => (Span(X).Low, Span(X).High, Span(Low).Low, Span(High).High);
}
