using Engram.Signals.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>The part of a log spectrum without peaks, L(f) = b - log10(k + f^χ); with k = 0 a line in log-log axes.</summary>
/// <param name="Offset">b.</param>
/// <param name="Knee">k, at least 0.</param>
/// <param name="Exponent">χ.</param>
internal readonly record struct AperiodicPart(double Offset, double Knee, double Exponent)
{
    /// <summary>Frequencies at which the search for a knee begins, evenly spaced in their logarithm.</summary>
    private const int Starts = 12;

    public double At(double frequency) => Knee == 0 ? Offset - (Exponent * Math.Log10(frequency)) : Offset - Math.Log10(Knee + Math.Pow(frequency, Exponent));

    /// <summary>Least squares over some bins: in closed form for the line, from several starts with a knee.</summary>
    public static AperiodicPart Fit(double[] frequencies, double[] values, IEnumerable<int> chosen, bool hasKnee)
    {
        int[] bins = [.. chosen];
        var line = FitLine(frequencies, values, bins);
        if (!hasKnee)
            return line;
        var f = Array.ConvertAll(bins, k => frequencies[k]);
        var y = Array.ConvertAll(bins, k => values[k]);
        // the surface has flat valleys, so knees all over the range are tried; the line, k = 0, is one of them
        var (best, bestError) = FitKnee(f, y, line);
        for (var i = 0; i < Starts; i++)
        {
            var at = f[0] * Math.Pow(f[^1] / f[0], (i + 0.5) / Starts);
            var exponent = Math.Max(0.5, line.Exponent);
            var start = new AperiodicPart(0, Math.Pow(at, exponent), exponent);
            var (found, error) = FitKnee(f, y, start with { Offset = f.Zip(y, (x, v) => v - start.At(x)).Average() });
            if (error < bestError)
                (best, bestError) = (found, error);
        }

        return best;
    }

    private static AperiodicPart FitLine(double[] f, double[] y, int[] chosen)
    {
        var points = chosen.Select(k => (X: Math.Log10(f[k]), Y: y[k])).ToArray();
        var (mx, my) = (points.Average(p => p.X), points.Average(p => p.Y));
        var slope = points.Sum(p => (p.X - mx) * (p.Y - my)) / points.Sum(p => (p.X - mx) * (p.X - mx));
        return new(my - (slope * mx), 0, -slope);
    }

    private static (AperiodicPart Part, double Error) FitKnee(double[] f, double[] y, AperiodicPart start)
    {
        var (found, error) = LevenbergMarquardt.Minimise([start.Offset, start.Knee, start.Exponent], y, (p, k) => new AperiodicPart(p[0], p[1], p[2]).At(f[k]),
            (p, k, gradient) =>
            {
                var power = Math.Pow(f[k], p[2]);
                var inner = (p[1] + power) * Math.Log(10);
                gradient[0] = 1;
                gradient[1] = -1 / inner;
                gradient[2] = -power * Math.Log(f[k]) / inner;
            },
            p => p[1] = Math.Max(0, p[1]));
        return (new(found[0], found[1], found[2]), error);
    }
}
