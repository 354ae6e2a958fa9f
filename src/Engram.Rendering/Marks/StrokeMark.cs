namespace Engram.Rendering;

/// <summary>Lines with a width, a colour and a hover text each: edges, arcs, outlines.</summary>
/// <param name="Strokes">The lines, from back to front.</param>
public sealed record StrokeMark(IReadOnlyList<Stroke> Strokes) : Mark
{
    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent
    {
        get
        {
            var (x, y) = (Span(Strokes.SelectMany(s => s.Points).Select(p => p.X)), Span(Strokes.SelectMany(s => s.Points).Select(p => p.Y)));
            return (x.Low, x.High, y.Low, y.High);
        }
    }
}
