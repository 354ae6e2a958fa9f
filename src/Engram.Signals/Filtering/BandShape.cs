namespace Engram.Signals.Filtering;

/// <summary>Which frequencies a filter lets through.</summary>
public enum BandShape
{
    /// <summary>Below an edge.</summary>
    LowPass,

    /// <summary>Above an edge.</summary>
    HighPass,

    /// <summary>Between two edges.</summary>
    BandPass,

    /// <summary>Outside two edges.</summary>
    BandStop,
}
