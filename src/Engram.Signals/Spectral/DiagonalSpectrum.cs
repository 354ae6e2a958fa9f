using System.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>
/// Amplitudes of a signal, image or volume by total frequency (FreSh, Kania et al. 2024): S_k = Σ |F| over i + j = k with i, j ≥ 0, for
/// k = 1 … count; the mean (k = 0) is left out. Frequencies whose signs differ (the other diagonal) are not seen; see <see cref="RadialSpectrum"/>.
/// </summary>
public static class DiagonalSpectrum
{
    /// <summary>Of a signal: S_k = |F_k|.</summary>
    /// <param name="signal">Samples.</param>
    /// <param name="count">Largest frequency, at most half the samples.</param>
    /// <exception cref="ArgumentException">The count does not fit.</exception>
    public static double[] Of(ReadOnlySpan<double> signal, int count)
    {
        Check(count, signal.Length);
        return [.. Fourier.ForwardReal(signal)[1..(count + 1)].Select(Complex.Abs)];
    }

    /// <summary>Of a square image.</summary>
    /// <param name="image">[row, column].</param>
    /// <param name="count">Largest frequency, at most half the side.</param>
    /// <exception cref="ArgumentException">The image is not square, or the count does not fit.</exception>
    public static double[] Of(double[,] image, int count)
    {
        ArgumentNullException.ThrowIfNull(image);
        Check(count, image.GetLength(0), image.GetLength(1));
        var transform = PlaneTransform.Forward(image);
        var sums = new double[count];
        for (var k = 1; k <= count; k++)
        {
            for (var i = 0; i <= k; i++)
                sums[k - 1] += Complex.Abs(transform[i, k - i]);
        }

        return sums;
    }

    /// <summary>Of a cubic volume, over the planes h + i + j = k.</summary>
    /// <param name="volume">[x, y, z].</param>
    /// <param name="count">Largest frequency, at most half the side.</param>
    /// <exception cref="ArgumentException">The volume is not a cube, or the count does not fit.</exception>
    public static double[] Of(double[,,] volume, int count)
    {
        ArgumentNullException.ThrowIfNull(volume);
        var side = volume.GetLength(0);
        Check(count, side, volume.GetLength(1), volume.GetLength(2));
        // the axes one after another: planes along y and z, then lines along x
        var planes = new Complex[side][,];
        for (var x = 0; x < side; x++)
        {
            var plane = new double[side, side];
            Buffer.BlockCopy(volume, x * side * side * sizeof(double), plane, 0, side * side * sizeof(double));
            planes[x] = PlaneTransform.Forward(plane);
        }

        var sums = new double[count];
        for (var i = 0; i <= count; i++)
        {
            for (var j = 0; i + j <= count; j++)
            {
                var line = Fourier.Forward([.. planes.Select(p => p[i, j])]);
                for (var k = Math.Max(1, i + j); k <= count; k++)
                    sums[k - 1] += Complex.Abs(line[k - i - j]);
            }
        }

        return sums;
    }

    /// <summary>All sides are equal and hold the frequencies.</summary>
    internal static void Check(int count, params ReadOnlySpan<int> sides)
    {
        foreach (var side in sides)
        {
            if (side != sides[0])
                throw new ArgumentException($"Expected sides of equal length, got {string.Join(" x ", sides.ToArray())}. Cut out a square or resample to one first.");
        }

        if (count < 1 || count > sides[0] / 2)
            throw new ArgumentException($"Expected a largest frequency from 1 to half of {sides[0]} samples, got {count}.", nameof(count));
    }
}
