using Engram.Rendering.Imaging;

namespace Engram.Rendering;

/// <summary>A picture of pixels, stretched over a rectangle of the axes.</summary>
/// <param name="Pixels">The picture.</param>
/// <param name="Left">Left edge in axis units.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">The lower edge's value.</param>
/// <param name="Top">The upper edge's value.</param>
public sealed record ImageMark(PixelImage Pixels, double Left, double Right, double Bottom, double Top) : Mark
{
    internal override (double XLow, double XHigh, double YLow, double YHigh) Extent => (Math.Min(Left, Right), Math.Max(Left, Right), Math.Min(Bottom, Top), Math.Max(Bottom, Top));
}
