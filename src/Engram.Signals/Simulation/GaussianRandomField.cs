using System.Numerics;
using Engram.Signals.Randomness;
using Engram.Signals.Spectral;

namespace Engram.Signals.Simulation;

/// <summary>
/// A square image of Gaussian noise, periodic, whose amplitude spectrum falls as r^-p with the length r of the frequency vector, without
/// a mean, scaled so that the largest absolute value is 1. Photographs have p near 1 to 1.5 in amplitude; white noise has 0.
/// </summary>
/// <param name="Exponent">p.</param>
public sealed record GaussianRandomField(double Exponent)
{
    /// <summary>Draws an image.</summary>
    /// <param name="side">Pixels of a side, at least 2.</param>
    /// <param name="random">Source of randomness.</param>
    /// <returns>[row, column] in [-1, 1].</returns>
    public double[,] Draw(int side, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 2);
        ArgumentNullException.ThrowIfNull(random);
        var spectrum = new Complex[side, side];
        for (var r = 0; r < side; r++)
        {
            for (var c = 0; c < side; c++)
                spectrum[r, c] = random.NextGaussian();
        }

        PlaneTransform.TransformInPlace(spectrum);
        for (var i = 0; i < side; i++)
        {
            for (var j = 0; j < side; j++)
            {
                var (y, x) = (Math.Min(i, side - i), Math.Min(j, side - j));
                spectrum[i, j] = x + y == 0 ? 0 : spectrum[i, j] * Math.Pow((x * x) + (y * y), -Exponent / 2);
            }
        }

        // the spectrum is Hermitian, so that a second forward transform gives the field, mirrored and times side²
        PlaneTransform.TransformInPlace(spectrum);
        var field = new double[side, side];
        var largest = spectrum.Cast<Complex>().Max(v => Math.Abs(v.Real));
        for (var r = 0; r < side; r++)
        {
            for (var c = 0; c < side; c++)
                field[r, c] = spectrum[r, c].Real / largest;
        }

        return field;
    }
}
