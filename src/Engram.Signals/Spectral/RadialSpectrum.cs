using System.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>Amplitudes of a square image by the length of the frequency vector: S_k = Σ |F| over all signed frequencies whose length rounds to k. It sees all orientations alike.</summary>
public static class RadialSpectrum
{
    /// <summary>Of a square image, for k = 1 … count.</summary>
    /// <param name="image">[row, column].</param>
    /// <param name="count">Largest frequency, at most half the side.</param>
    /// <exception cref="ArgumentException">The image is not square, or the count does not fit.</exception>
    public static double[] Of(double[,] image, int count)
    {
        ArgumentNullException.ThrowIfNull(image);
        var side = image.GetLength(0);
        DiagonalSpectrum.Check(count, side, image.GetLength(1));
        var transform = PlaneTransform.Forward(image);
        var sums = new double[count];
        for (var i = 0; i < side; i++)
        {
            for (var j = 0; j < side; j++)
            {
                var (y, x) = (i <= side / 2 ? i : i - side, j <= side / 2 ? j : j - side);
                var k = (int)Math.Round(Math.Sqrt((x * x) + (y * y)));
                if (k >= 1 && k <= count)
                    sums[k - 1] += Complex.Abs(transform[i, j]);
            }
        }

        return sums;
    }
}
