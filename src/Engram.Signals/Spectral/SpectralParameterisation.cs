using MathNet.Numerics.LinearAlgebra;

namespace Engram.Signals.Spectral;

/// <summary>
/// Splits a power spectrum into a 1/f^χ part and Gaussian peaks (Donoghue et al. 2020): a robust line in log-log axes; peaks taken
/// off one by one while they stand out of the residual; a joint least-squares fit of the peaks; the line once more without them.
/// </summary>
public sealed record SpectralParameterisation
{
    private const double RobustShare = 0.025;

    /// <summary>Most peaks.</summary>
    public int MaximumPeaks { get; init; } = 8;

    /// <summary>Least height of a peak (log10 of power).</summary>
    public double MinimumHeight { get; init; } = 0.05;

    /// <summary>Least height in standard deviations of the flattened spectrum.</summary>
    public double Threshold { get; init; } = 2;

    /// <summary>Least full width at half maximum (Hz).</summary>
    public double MinimumWidth { get; init; } = 1;

    /// <summary>Largest full width at half maximum (Hz).</summary>
    public double MaximumWidth { get; init; } = 12;

    /// <summary>Fits one spectrum between two frequencies.</summary>
    /// <param name="frequencies">Hz, evenly spaced.</param>
    /// <param name="density">Power, above 0 in the range.</param>
    /// <param name="low">Hz, above 0.</param>
    /// <param name="high">Hz.</param>
    /// <exception cref="ArgumentException">Fewer than ten bins lie in the range, or a power in it is not above 0.</exception>
    public SpectralParameters Fit(double[] frequencies, double[] density, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(frequencies);
        ArgumentNullException.ThrowIfNull(density);
        var bins = Enumerable.Range(0, frequencies.Length).Where(k => frequencies[k] > 0 && frequencies[k] >= low && frequencies[k] <= high).ToArray();
        if (bins.Length < 10 || bins.Any(k => !(density[k] > 0 && density[k] <= double.MaxValue)))
            throw new ArgumentException($"Expected at least ten bins of finite power above 0 between {low} and {high} Hz, got {bins.Length} bins.", nameof(density));
        var f = Array.ConvertAll(bins, k => frequencies[k]);
        var y = Array.ConvertAll(bins, k => Math.Log10(density[k]));

        var (offset, exponent) = RobustLine(f, y);
        var flat = f.Zip(y, (x, v) => v - Line(x, offset, exponent)).ToArray();
        var peaks = Refine(f, flat, FindPeaks(f, flat));
        (offset, exponent) = FitLine(f, f.Zip(y, (x, v) => v - Sum(peaks, x)).ToArray(), Enumerable.Range(0, f.Length));
        peaks = Refine(f, f.Zip(y, (x, v) => v - Line(x, offset, exponent)).ToArray(), peaks);
        (offset, exponent) = FitLine(f, f.Zip(y, (x, v) => v - Sum(peaks, x)).ToArray(), Enumerable.Range(0, f.Length));

        var mean = y.Average();
        var rest = f.Zip(y, (x, v) => Math.Pow(v - Line(x, offset, exponent) - Sum(peaks, x), 2)).Sum();
        var total = y.Sum(v => (v - mean) * (v - mean));
        return new(offset, exponent, [.. peaks.OrderBy(p => p.Frequency)], total == 0 ? 1 : 1 - (rest / total));
    }

    // a line through all, then one through the lowest residuals only, where no peak can be
    private static (double Offset, double Exponent) RobustLine(double[] f, double[] y)
    {
        var (offset, exponent) = FitLine(f, y, Enumerable.Range(0, f.Length));
        var flat = f.Zip(y, (x, v) => Math.Max(0, v - Line(x, offset, exponent))).ToArray();
        var limit = flat.Order().ElementAt((int)(RobustShare * flat.Length));
        var chosen = Enumerable.Range(0, f.Length).Where(k => flat[k] <= limit).ToArray();
        return chosen.Length < 3 ? (offset, exponent) : FitLine(f, y, chosen);
    }

    private static (double Offset, double Exponent) FitLine(double[] f, double[] y, IEnumerable<int> chosen)
    {
        var points = chosen.Select(k => (X: Math.Log10(f[k]), Y: y[k])).ToArray();
        var (mx, my) = (points.Average(p => p.X), points.Average(p => p.Y));
        var slope = points.Sum(p => (p.X - mx) * (p.Y - my)) / points.Sum(p => (p.X - mx) * (p.X - mx));
        return (my - (slope * mx), -slope);
    }

    private List<SpectralPeak> FindPeaks(double[] f, double[] flat)
    {
        var rest = (double[])flat.Clone();
        List<SpectralPeak> peaks = [];
        for (var attempt = 0; attempt < f.Length && peaks.Count < MaximumPeaks; attempt++)
        {
            var top = Array.IndexOf(rest, rest.Max());
            var mean = rest.Average();
            var deviation = Math.Sqrt(rest.Average(v => (v - mean) * (v - mean)));
            if (rest[top] <= Threshold * deviation || rest[top] <= MinimumHeight)
                break;
            // the nearer half-height crossing gives the width: the other may belong to a neighbour
            var left = top;
            while (left > 0 && rest[left] > rest[top] / 2)
                left--;
            var right = top;
            while (right < f.Length - 1 && rest[right] > rest[top] / 2)
                right++;
            var half = Math.Min(left > 0 ? f[top] - f[left] : double.PositiveInfinity, right < f.Length - 1 ? f[right] - f[top] : double.PositiveInfinity);
            var width = double.IsFinite(half) ? Math.Clamp(2 * half, MinimumWidth, MaximumWidth) : MinimumWidth;
            var peak = new SpectralPeak(f[top], rest[top], width / 2.3548200450309493); // 2 √(2 ln 2)
            for (var k = 0; k < f.Length; k++)
                rest[k] -= Sum([peak], f[k]);
            // a bump at the very edge is a bad line rather than a peak
            if (f[top] - f[0] > peak.Deviation && f[^1] - f[top] > peak.Deviation)
                peaks.Add(peak);
            else
                rest[top] = Math.Min(rest[top], 0); // not the same one again
        }

        return peaks;
    }

    // Levenberg-Marquardt over (frequency, height, deviation) of all peaks
    private List<SpectralPeak> Refine(double[] f, double[] flat, List<SpectralPeak> peaks)
    {
        if (peaks.Count == 0)
            return peaks;
        var (current, error, damping) = (peaks, Error(f, flat, peaks), 1e-3);
        for (var round = 0; round < 200 && damping < 1e12; round++)
        {
            var jacobian = Matrix<double>.Build.Dense(f.Length, 3 * peaks.Count);
            var residual = Vector<double>.Build.Dense(f.Length, k => flat[k] - Sum(current, f[k]));
            for (var p = 0; p < current.Count; p++)
            {
                var (center, height, s) = current[p];
                for (var k = 0; k < f.Length; k++)
                {
                    var d = (f[k] - center) / s;
                    var g = Math.Exp(-d * d / 2);
                    jacobian[k, 3 * p] = height * g * d / s;
                    jacobian[k, (3 * p) + 1] = g;
                    jacobian[k, (3 * p) + 2] = height * g * d * d / s;
                }
            }

            var normal = jacobian.TransposeThisAndMultiply(jacobian);
            for (var i = 0; i < normal.RowCount; i++)
                normal[i, i] += (damping * normal[i, i]) + 1e-12;
            var step = normal.Solve(jacobian.TransposeThisAndMultiply(residual));
            var next = current.Select((p, i) => new SpectralPeak(
                Math.Clamp(p.Frequency + step[3 * i], f[0], f[^1]),
                Math.Max(0, p.Height + step[(3 * i) + 1]),
                Math.Clamp(p.Deviation + step[(3 * i) + 2], MinimumWidth / 2.3548200450309493, MaximumWidth / 2.3548200450309493))).ToList();
            var nextError = Error(f, flat, next);
            if (!(nextError < error))
            {
                damping *= 10;
                continue;
            }

            var isDone = error - nextError < 1e-14 * error;
            (current, error, damping) = (next, nextError, damping / 10);
            if (isDone)
                break;
        }

        return current;
    }

    private static double Error(double[] f, double[] flat, List<SpectralPeak> peaks) => f.Zip(flat, (x, v) => Math.Pow(v - Sum(peaks, x), 2)).Sum();

    private static double Line(double f, double offset, double exponent) => offset - (exponent * Math.Log10(f));

    private static double Sum(List<SpectralPeak> peaks, double f) => peaks.Sum(p => p.Height * Math.Exp(-Math.Pow((f - p.Frequency) / p.Deviation, 2) / 2));
}
