namespace Engram.Interpretability.Circuits;

/// <summary>What stands in the place of a head that is taken out.</summary>
public enum AblationKind
{
    /// <summary>Nothing.</summary>
    Zero,

    /// <summary>Its mean over reference examples, at each position.</summary>
    Mean,

    /// <summary>Its output on a reference example.</summary>
    Resample,
}
