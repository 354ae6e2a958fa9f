namespace Engram.Rendering;

/// <summary>Something drawn on a panel's axes.</summary>
public abstract record Mark
{
    // beyond this, sums and differences of two values overflow
    private const double Largest = 1e300;

    /// <summary>Entry in the legend; none where empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>Colour as #rrggbb; from the palette where not given.</summary>
    public string? Colour { get; init; }

    /// <summary>Smallest and largest coordinates, for the axes.</summary>
    internal abstract (double XLow, double XHigh, double YLow, double YHigh) Extent { get; }

    internal static (double Low, double High) Span(IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (!double.IsFinite(value) || Math.Abs(value) > Largest)
                continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return (low, high);
    }
}
