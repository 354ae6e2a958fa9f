namespace Engram.Interpretability.Circuits;

/// <summary>How a head's outputs at many positions become one vector.</summary>
public enum HeadPooling
{
    /// <summary>Their mean; what only one position shows is diluted.</summary>
    Mean,

    /// <summary>That of the last position.</summary>
    Last,
}
