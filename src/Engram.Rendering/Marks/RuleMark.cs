namespace Engram.Rendering;

/// <summary>A dashed reference line over the whole panel.</summary>
/// <param name="Value">Where it lies.</param>
/// <param name="IsVertical">Across the horizontal axis instead of the vertical one.</param>
public sealed record RuleMark(double Value, bool IsVertical = false) : Mark
{
    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => IsVertical
        ? (Value, Value, double.PositiveInfinity, double.NegativeInfinity)
        : (double.PositiveInfinity, double.NegativeInfinity, Value, Value);
}
