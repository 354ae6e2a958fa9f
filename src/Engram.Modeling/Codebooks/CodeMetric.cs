namespace Engram.Modeling.Codebooks;

/// <summary>How near a code is.</summary>
public enum CodeMetric
{
    /// <summary>‖z - c‖².</summary>
    Euclidean,

    /// <summary>Angle: vectors are divided by their norm and codes have norm 1.</summary>
    Cosine,
}
