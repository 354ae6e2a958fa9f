namespace Engram.Rendering;

/// <summary>Shaded stretches of the horizontal axis over the whole height: events, masked parts, rejected parts.</summary>
/// <param name="Spans">Start, end (equal to the start for a moment) and a text at the top, empty for none.</param>
public sealed record SpanMark(IReadOnlyList<(double From, double To, string Text)> Spans) : Mark
{
    /// <summary>How much of what lies behind is covered, 0 to 1.</summary>
    public double Opacity { get; init; } = 0.3;

    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent =>
        (Span(Spans.Select(s => s.From)).Low, Span(Spans.Select(s => s.To)).High, double.PositiveInfinity, double.NegativeInfinity);
}
