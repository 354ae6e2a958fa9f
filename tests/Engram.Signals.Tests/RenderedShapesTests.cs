using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using Engram.Signals.Spectral;

namespace Engram.Signals.Tests;

public class RenderedShapesTests
{
    [Fact]
    public void SameSeedSameImageOfFewGreysInRange()
    {
        var shapes = new RenderedShapes { Shapes = 3, Glyphs = 4 };
        var (first, second, other) = (shapes.Draw(48, new SeededRandom(1)), shapes.Draw(48, new SeededRandom(1)), shapes.Draw(48, new SeededRandom(2)));
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.All(first.Cast<double>(), v => Assert.InRange(v, -1, 1));
        Assert.InRange(first.Cast<double>().Distinct().Count(), 3, 3 + 2 + 1); // shapes, two inks, background: edges are sharp
        Assert.Throws<ArgumentOutOfRangeException>(() => shapes.Draw(0, new SeededRandom(1)));
    }

    [Fact]
    public void StrokesAreAsWideAsAskedAndStayInside()
    {
        var image = new RenderedShapes { Shapes = 0, Glyphs = 1, Strokes = 1, GlyphHeight = 0.5, StrokeWidth = 0.1 }.Draw(200, new SeededRandom(5));
        var ink = image.Cast<double>().Count(v => v != 0);
        // a stroke of length L between lattice corners and width w covers L w + π w²/4 of the image
        double[] lengths = [0, 0.25, 0.5, Math.Sqrt(0.125), Math.Sqrt(0.3125), Math.Sqrt(0.5)];
        var nearest = lengths.Min(l => Math.Abs((ink / 40_000.0) - (l * 0.1) - (Math.PI * 0.01 / 4)));
        Assert.True(nearest < 6e-4, $"{ink} pixels of ink");
        Assert.All(new RenderedShapes { Shapes = 0, Glyphs = 0 }.Draw(8, new SeededRandom(1)).Cast<double>(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void TheSpectrumFallsBetweenThoseOfSmoothAndRoughFields()
    {
        double Centre(Func<long, double[,]> image) => Enumerable.Range(0, 6).Average(seed =>
        {
            var spectrum = DiagonalSpectrum.Of(image(seed), 24);
            return spectrum.Select((v, k) => (k + 1) * v).Sum() / spectrum.Sum();
        });
        var edges = Centre(seed => new RenderedShapes().Draw(96, new SeededRandom(seed)));
        Assert.InRange(edges, Centre(seed => new GaussianRandomField(2.5).Draw(96, new SeededRandom(seed))), Centre(seed => new GaussianRandomField(0.5).Draw(96, new SeededRandom(seed))));
    }
}
