namespace Engram.Rendering.Writing;

/// <summary>Room around a panel's plot area (px).</summary>
/// <param name="Left">For ticks and the axis label.</param>
/// <param name="Top">For title and legend.</param>
/// <param name="Right">For the colour bar.</param>
/// <param name="Bottom">For ticks and the axis label.</param>
internal readonly record struct Margins(double Left, double Top, double Right, double Bottom);
