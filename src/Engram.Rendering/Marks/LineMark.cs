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

    /// <summary>How much of what lies behind is covered, 0 to 1.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Shown for the whole line when the pointer rests on it; position and value where empty.</summary>
    public string Hover { get; init; } = "";

    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => (Span(X).Low, Span(X).High, Span(Y).Low, Span(Y).High);
}
