namespace Engram.Rendering;

/// <summary>Where a panel lies in its figure (px).</summary>
/// <param name="Left">Distance from the left edge.</param>
/// <param name="Top">Distance from the upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct PanelArea(double Left, double Top, double Width, double Height);
