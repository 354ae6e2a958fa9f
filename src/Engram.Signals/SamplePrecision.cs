namespace Engram.Signals;

/// <summary>How samples are held in memory.</summary>
public enum SamplePrecision
{
    /// <summary>64-bit numbers.</summary>
    Double,

    /// <summary>32-bit numbers.</summary>
    Single,
}
