using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>
/// An image of sharp edges: discs and boxes of flat grey with letter-like strokes above them, each pixel one value, without smoothing. Its amplitude
/// spectrum falls about as r^-1.5 with the frequency, and unlike a random field of that slope its phases line up at the edges.
/// </summary>
public sealed record RenderedShapes
{
    // a letter's strokes run between the corners of a lattice of 3 columns and 3 rows
    private const int Lattice = 3;

    /// <summary>Discs and boxes.</summary>
    public int Shapes { get; init; } = 6;

    /// <summary>Letters.</summary>
    public int Glyphs { get; init; } = 8;

    /// <summary>Strokes of a letter.</summary>
    public int Strokes { get; init; } = 4;

    /// <summary>Height of a letter, as a share of the side.</summary>
    public double GlyphHeight { get; init; } = 0.2;

    /// <summary>Width of a stroke, as a share of the side.</summary>
    public double StrokeWidth { get; init; } = 0.025;

    /// <summary>Draws an image; what comes later covers what came before.</summary>
    /// <param name="side">Pixels of a side.</param>
    /// <param name="random">Source of everything random.</param>
    /// <returns>[row, column] in [-1, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The side is below 1.</exception>
    public double[,] Draw(int side, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        ArgumentNullException.ThrowIfNull(random);
        var image = new double[side, side];
        for (var shape = 0; shape < Shapes; shape++)
        {
            var (row, column, height, width) = (random.NextDouble(), random.NextDouble(), 0.08 + (0.17 * random.NextDouble()), 0.08 + (0.17 * random.NextDouble()));
            var (isDisc, grey) = (random.NextDouble() < 0.5, (2 * random.NextDouble()) - 1);
            Paint(image, grey, (r, c) => isDisc ? Math.Pow((r - row) / height, 2) + Math.Pow((c - column) / width, 2) < 1 : Math.Abs(r - row) < height && Math.Abs(c - column) < width);
        }

        for (var glyph = 0; glyph < Glyphs; glyph++)
        {
            var (top, left, ink) = ((1 - GlyphHeight) * random.NextDouble(), (1 - GlyphHeight) * random.NextDouble(), random.NextDouble() < 0.5 ? -1 : 1);
            var from = Corner(random);
            for (var stroke = 0; stroke < Strokes; stroke++)
            {
                var (start, end) = (from, Corner(random));
                Paint(image, ink, (r, c) => ToSegment(r - top, c - left, start, end) < StrokeWidth / 2);
                from = end;
            }
        }

        return image;
    }

    private (double Row, double Column) Corner(SeededRandom random) =>
        (GlyphHeight * random.NextInt(Lattice) / (Lattice - 1), GlyphHeight * random.NextInt(Lattice) / (Lattice - 1));

    private static double ToSegment(double row, double column, (double Row, double Column) start, (double Row, double Column) end)
    {
        var (dr, dc) = (end.Row - start.Row, end.Column - start.Column);
        var length = (dr * dr) + (dc * dc);
        var along = length > 0 ? Math.Clamp((((row - start.Row) * dr) + ((column - start.Column) * dc)) / length, 0, 1) : 0;
        return double.Hypot(row - start.Row - (along * dr), column - start.Column - (along * dc));
    }

    private static void Paint(double[,] image, double grey, Func<double, double, bool> isInside)
    {
        var side = image.GetLength(0);
        for (var r = 0; r < side; r++)
        {
            for (var c = 0; c < side; c++)
            {
                if (isInside((r + 0.5) / side, (c + 0.5) / side))
                    image[r, c] = grey;
            }
        }
    }
}
