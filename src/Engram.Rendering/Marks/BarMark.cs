namespace Engram.Rendering;

/// <summary>Bars from 0, with interval whiskers where given.</summary>
/// <param name="X">Positions.</param>
/// <param name="Y">Heights.</param>
public sealed record BarMark(IReadOnlyList<double> X, IReadOnlyList<double> Y) : Mark
{
    /// <summary>Width in axis units.</summary>
    public double Width { get; init; } = 0.7;

    /// <summary>Half-width of the interval around each height.</summary>
    public IReadOnlyList<double>? HalfIntervals { get; init; }

    /// <summary>Whether the bars lie: <see cref="X"/> are then places on the vertical axis and <see cref="Y"/> lengths to the right.</summary>
    public bool IsLying { get; init; }

    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent
    {
        get
        {
            var whisker = HalfIntervals is null ? 0 : Math.Max(0, Span(HalfIntervals).High);
            var (along, low, high) = (Span(X), Math.Min(0, Span(Y).Low - whisker), Math.Max(0, Span(Y).High + whisker));
            return IsLying ? (low, high, along.Low - Width, along.High + Width) : (along.Low - Width, along.High + Width, low, high);
        }
    }
}
