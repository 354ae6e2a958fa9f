namespace Engram.Probes.Metrics;

/// <summary>
/// Structural similarity of two images (Wang et al. 2004): the mean over all places of
/// (2 μ_x μ_y + C₁)(2 σ_xy + C₂) / ((μ_x² + μ_y² + C₁)(σ_x² + σ_y² + C₂)), moments under a Gaussian window of 11 × 11 with σ = 1.5,
/// C₁ = (0.01 range)², C₂ = (0.03 range)². Only places whose window lies inside the image count.
/// </summary>
public static class StructuralSimilarity
{
    private const int Radius = 5;
    private const double Deviation = 1.5;
    private static readonly double[] Window = MakeWindow();

    /// <summary>From -1 to 1; 1 for equal images.</summary>
    /// <param name="first">[row, column], at least 11 × 11.</param>
    /// <param name="second">The same shape.</param>
    /// <param name="range">Largest minus smallest possible value, above 0.</param>
    /// <exception cref="ArgumentException">Shapes differ, an image is smaller than the window, or the range is not above 0.</exception>
    public static double Of(double[,] first, double[,] second, double range = 2)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (rows, columns) = (first.GetLength(0), first.GetLength(1));
        if (rows != second.GetLength(0) || columns != second.GetLength(1) || Math.Min(rows, columns) < Window.Length || !(range > 0))
            throw new ArgumentException($"Expected two images of one shape, at least {Window.Length} x {Window.Length}, and a range above 0; got {rows} x {columns}, {second.GetLength(0)} x {second.GetLength(1)} and {range}.");
        var (c1, c2) = (Math.Pow(0.01 * range, 2), Math.Pow(0.03 * range, 2));
        var (x, y) = (Smooth(first, first, isProduct: false), Smooth(second, second, isProduct: false));
        var (xx, yy, xy) = (Smooth(first, first, isProduct: true), Smooth(second, second, isProduct: true), Smooth(first, second, isProduct: true));
        var sum = 0.0;
        for (var r = 0; r < x.GetLength(0); r++)
        {
            for (var c = 0; c < x.GetLength(1); c++)
            {
                var (a, b) = (x[r, c], y[r, c]);
                var (varianceX, varianceY, covariance) = (xx[r, c] - (a * a), yy[r, c] - (b * b), xy[r, c] - (a * b));
                sum += ((2 * a * b) + c1) * ((2 * covariance) + c2) / (((a * a) + (b * b) + c1) * (varianceX + varianceY + c2));
            }
        }

        return sum / x.Length;
    }

    // the window is a product, so that rows and columns are smoothed one after the other
    private static double[,] Smooth(double[,] first, double[,] second, bool isProduct)
    {
        var (rows, columns) = (first.GetLength(0), first.GetLength(1));
        var across = new double[rows, columns - (2 * Radius)];
        var smooth = new double[rows - (2 * Radius), across.GetLength(1)];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < across.GetLength(1); c++)
            {
                for (var k = 0; k < Window.Length; k++)
                    across[r, c] += Window[k] * first[r, c + k] * (isProduct ? second[r, c + k] : 1);
            }
        }

        for (var r = 0; r < smooth.GetLength(0); r++)
        {
            for (var c = 0; c < smooth.GetLength(1); c++)
            {
                for (var k = 0; k < Window.Length; k++)
                    smooth[r, c] += Window[k] * across[r + k, c];
            }
        }

        return smooth;
    }

    private static double[] MakeWindow()
    {
        var window = new double[(2 * Radius) + 1];
        for (var k = 0; k < window.Length; k++)
            window[k] = Math.Exp(-(k - Radius) * (k - Radius) / (2 * Deviation * Deviation));
        var sum = window.Sum();
        return Array.ConvertAll(window, w => w / sum);
    }
}
