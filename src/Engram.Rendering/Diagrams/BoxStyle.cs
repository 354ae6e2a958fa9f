namespace Engram.Rendering.Diagrams;

/// <summary>How an operation is drawn.</summary>
public enum BoxStyle
{
    /// <summary>A map that is not linear: a box with a pointed right side.</summary>
    Function,

    /// <summary>A linear map without weights: shaded.</summary>
    Linear,

    /// <summary>A map with weights of its own: bold.</summary>
    Learned,

    /// <summary>Axes are only regrouped: a thin bar.</summary>
    Regroup,
}
