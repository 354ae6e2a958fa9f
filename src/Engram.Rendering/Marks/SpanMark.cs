namespace Engram.Rendering;

/// <summary>Shaded stretches of the horizontal axis over the whole height: events, masked parts, rejected parts.</summary>
/// <param name="Spans">Start, end (equal to the start for a moment) and a text at the top, empty for none.</param>
public sealed record SpanMark(IReadOnlyList<(double From, double To, string Text)> Spans) : Mark
{
    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent =>
        (Span(Spans.Select(s => s.From)).Low, Span(Spans.Select(s => s.To)).High, double.PositiveInfinity, double.NegativeInfinity);
}
