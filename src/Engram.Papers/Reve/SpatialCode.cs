namespace Engram.Papers.Reve;

/// <summary>How tokens know their electrode.</summary>
public enum SpatialCode
{
    /// <summary>REVE's code of place and time.</summary>
    Fourier,

    /// <summary>A learned vector for each channel number, and one for each patch number.</summary>
    Index,

    /// <summary>A learned vector for each patch number only.</summary>
    None,
}
