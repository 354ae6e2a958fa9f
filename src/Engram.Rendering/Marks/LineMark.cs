namespace Engram.Rendering;

/// <summary>A line through points; gaps where a value is not finite.</summary>
/// <param name="X">Positions.</param>
/// <param name="Y">Values.</param>
public sealed record LineMark(IReadOnlyList<double> X, IReadOnlyList<double> Y) : Mark
{
    /// <summary>Width of the line (px).</summary>
    public double Width { get; init; } = 1.6;

    /// <summary>Whether the line is dashed.</summary>
    public bool IsDashed { get; init; }

    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => (Span(X).Low, Span(X).High, Span(Y).Low, Span(Y).High);
}
