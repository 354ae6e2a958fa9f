namespace Engram.Rendering.Imaging;

/// <summary>A picture of pixels: red, green, blue and opacity, row by row from the top left.</summary>
public sealed class PixelImage
{
    private const int Channels = 4;

    /// <summary>A transparent picture.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the picture has more than 64 million pixels.</exception>
    public PixelImage(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height, 1L << 26, nameof(width));
        (Width, Height) = (width, height);
        Bytes = new byte[width * height * Channels];
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    internal byte[] Bytes { get; }

    /// <summary>One pixel.</summary>
    /// <param name="column">From the left.</param>
    /// <param name="row">From the top.</param>
    public (byte Red, byte Green, byte Blue, byte Opacity) this[int column, int row]
    {
        get
        {
            var at = At(column, row);
            return (Bytes[at], Bytes[at + 1], Bytes[at + 2], Bytes[at + 3]);
        }

        set
        {
            var at = At(column, row);
            (Bytes[at], Bytes[at + 1], Bytes[at + 2], Bytes[at + 3]) = value;
        }
    }

    /// <summary>Values as greys, the lowest black.</summary>
    /// <param name="values">[row, column], row 0 at the top.</param>
    /// <param name="range">Values of black and white; the smallest and the largest where not given.</param>
    public static PixelImage Grey(double[,] values, (double Low, double High)? range = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (low, high) = range ?? Mark.Span(values.Cast<double>());
        return Of(values, v =>
        {
            var grey = (byte)Math.Round(255 * Math.Clamp(high > low ? (v - low) / (high - low) : 0, 0, 1));
            return (grey, grey, grey, 255);
        });
    }

    /// <summary>A colour for each value; what is not finite stays transparent.</summary>
    /// <param name="values">[row, column], row 0 at the top.</param>
    /// <param name="colour">The colour of a value.</param>
    public static PixelImage Of(double[,] values, Func<double, (byte Red, byte Green, byte Blue, byte Opacity)> colour)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(colour);
        var image = new PixelImage(values.GetLength(1), values.GetLength(0));
        for (var row = 0; row < image.Height; row++)
        {
            for (var column = 0; column < image.Width; column++)
            {
                if (double.IsFinite(values[row, column]))
                    image[column, row] = colour(values[row, column]);
            }
        }

        return image;
    }

    /// <summary>Every pixel as a block, so that viewers that smooth enlarged pictures keep the pixels sharp.</summary>
    /// <param name="factor">Pixels of a block's side.</param>
    public PixelImage Enlarge(int factor)
    {
        if (factor <= 1)
            return this;
        var large = new PixelImage(Width * factor, Height * factor);
        for (var row = 0; row < large.Height; row++)
        {
            for (var column = 0; column < large.Width; column++)
                large[column, row] = this[column / factor, row / factor];
        }

        return large;
    }

    private int At(int column, int row) => (uint)column < (uint)Width && (uint)row < (uint)Height
        ? ((row * Width) + column) * Channels
        : throw new ArgumentOutOfRangeException(nameof(column), $"Expected a pixel inside {Width} x {Height}, got column {column}, row {row}.");
}
