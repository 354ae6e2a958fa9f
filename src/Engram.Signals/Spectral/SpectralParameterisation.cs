using Engram.Signals.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>
/// Splits a power spectrum into a 1/f^χ part and Gaussian peaks (Donoghue et al. 2020): a robust line in log-log axes, or a curve that
/// bends at a knee, L(f) = b - log10(k + f^χ); peaks taken off one by one while they stand out of the residual; a joint least-squares
/// fit of the peaks; the line or curve once more without them.
/// </summary>
public sealed record SpectralParameterisation
{
    private const double RobustShare = 0.025;
    private const double WidthOfDeviation = 2.3548200450309493; // 2 √(2 ln 2)

    /// <summary>Whether the aperiodic part may level off below a knee, as it does over wide ranges of frequency.</summary>
    public bool HasKnee { get; init; }

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

        var aperiodic = RobustFit(f, y);
        var flat = f.Zip(y, (x, v) => v - aperiodic.At(x)).ToArray();
        var peaks = Refine(f, flat, FindPeaks(f, flat));
        aperiodic = FitBeside(f, y, peaks);
        peaks = Refine(f, f.Zip(y, (x, v) => v - aperiodic.At(x)).ToArray(), peaks);
        aperiodic = FitBeside(f, y, peaks);

        var mean = y.Average();
        var rest = f.Zip(y, (x, v) => Math.Pow(v - aperiodic.At(x) - Sum(peaks, x), 2)).Sum();
        var total = y.Sum(v => (v - mean) * (v - mean));
        return new(aperiodic.Offset, aperiodic.Exponent, [.. peaks.OrderBy(p => p.Frequency)], total == 0 ? 1 : 1 - (rest / total)) { Knee = aperiodic.Knee };
    }

    private AperiodicPart FitBeside(double[] f, double[] y, List<SpectralPeak> peaks) =>
        AperiodicPart.Fit(f, f.Zip(y, (x, v) => v - Sum(peaks, x)).ToArray(), Enumerable.Range(0, f.Length), HasKnee);

    // a fit to all, then one to the lowest residuals only, where no peak can be
    private AperiodicPart RobustFit(double[] f, double[] y)
    {
        var all = AperiodicPart.Fit(f, y, Enumerable.Range(0, f.Length), HasKnee);
        var flat = f.Zip(y, (x, v) => Math.Max(0, v - all.At(x))).ToArray();
        var limit = flat.Order().ElementAt((int)(RobustShare * flat.Length));
        var chosen = Enumerable.Range(0, f.Length).Where(k => flat[k] <= limit).ToArray();
        return chosen.Length < (HasKnee ? 4 : 3) ? all : AperiodicPart.Fit(f, y, chosen, HasKnee);
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
            var peak = new SpectralPeak(f[top], rest[top], width / WidthOfDeviation);
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

    // least squares over (frequency, height, deviation) of all peaks
    private List<SpectralPeak> Refine(double[] f, double[] flat, List<SpectralPeak> peaks)
    {
        if (peaks.Count == 0)
            return peaks;
        var (found, _) = LevenbergMarquardt.Minimise([.. peaks.SelectMany(p => (double[])[p.Frequency, p.Height, p.Deviation])], flat, (p, k) => Sum(Peaks(p), f[k]),
            (p, k, gradient) =>
            {
                for (var i = 0; i < p.Length; i += 3)
                {
                    var d = (f[k] - p[i]) / p[i + 2];
                    var g = Math.Exp(-d * d / 2);
                    gradient[i] = p[i + 1] * g * d / p[i + 2];
                    gradient[i + 1] = g;
                    gradient[i + 2] = p[i + 1] * g * d * d / p[i + 2];
                }
            },
            p =>
            {
                for (var i = 0; i < p.Length; i += 3)
                {
                    p[i] = Math.Clamp(p[i], f[0], f[^1]);
                    p[i + 1] = Math.Max(0, p[i + 1]);
                    p[i + 2] = Math.Clamp(p[i + 2], MinimumWidth / WidthOfDeviation, MaximumWidth / WidthOfDeviation);
                }
            });
        return [.. Peaks(found)];
    }

    private static IEnumerable<SpectralPeak> Peaks(double[] parameters)
    {
        for (var i = 0; i < parameters.Length; i += 3)
            yield return new(parameters[i], parameters[i + 1], parameters[i + 2]);
    }

    private static double Sum(IEnumerable<SpectralPeak> peaks, double f) => peaks.Sum(p => p.Height * Math.Exp(-Math.Pow((f - p.Frequency) / p.Deviation, 2) / 2));
}
