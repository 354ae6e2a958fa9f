using Engram.Signals.LinearPrediction;
using MathNet.Numerics;

namespace Engram.Modeling.Tokenizers;

/// <summary>The linear predictor of a window, possibly on a warped frequency axis, and its features (LiPCoT, Anjum 2024).</summary>
internal static class LpcModel
{
    private const double Floor = 1e-30; // σ² of a constant window
    private const double LargestRadius = 1 - 1e-9;

    public static LinearPredictor Of(ReadOnlySpan<double> signal, LpcTokenizerConfig config) => config switch
    {
        { Burg: true } => LinearPredictor.Burg(signal, config.Order),
        { Warp: 0 } => LinearPredictor.Autocorrelated(signal, config.Order),
        _ => LinearPredictor.LevinsonDurbin(WarpedAutocorrelation(signal, config.Order, config.Warp)),
    };

    /// <summary>r_k = Σ_t x_t (D^k x)_t / n with the all-pass D(z) = (z⁻¹ - λ)/(1 - λ z⁻¹) for a delay; the plain one at λ = 0.</summary>
    public static double[] WarpedAutocorrelation(ReadOnlySpan<double> signal, int order, double warp)
    {
        var (result, passed) = (new double[order + 1], signal.ToArray());
        for (var k = 0; k <= order; k++)
        {
            for (var t = 0; t < signal.Length; t++)
                result[k] += signal[t] * passed[t] / signal.Length;
            var (input, output) = (0.0, 0.0); // at t - 1
            for (var t = 0; t < signal.Length; t++)
            {
                var y = input + (warp * (output - passed[t]));
                (input, output, passed[t]) = (passed[t], y, y);
            }
        }

        return result;
    }

    /// <summary>The frequency on the warped axis that a frequency (rad) is moved to: ω + 2 atan(λ sin ω / (1 - λ cos ω)).</summary>
    public static double Warped(double angle, double warp) => angle + (2 * Math.Atan2(warp * Math.Sin(angle), 1 - (warp * Math.Cos(angle))));

    public static double[] Features(LinearPredictor model, LpcFeatures kind, double samplingRate) =>
    [
        .. kind switch
        {
            LpcFeatures.Coefficients => model.Coefficients,
            LpcFeatures.Cepstrum => model.Cepstrum(model.Order).Select((c, i) => Math.Sqrt(i + 1) * c),
            _ => Poles(model.Coefficients, samplingRate),
        },
        Math.Log10(Math.Max(model.NoiseVariance, Floor)),
    ];

    public static LinearPredictor Model(double[] features, LpcFeatures kind, double samplingRate)
    {
        var values = features[..^1];
        var coefficients = kind switch
        {
            LpcFeatures.Coefficients => values,
            LpcFeatures.Cepstrum => FromCepstrum([.. values.Select((c, i) => c / Math.Sqrt(i + 1))]),
            _ => FromPoles(values, samplingRate),
        };
        return new(coefficients, Math.Pow(10, features[^1]), []);
    }

    // a_m = -c_m - Σ_(k<m) (k/m) c_k a_(m-k)
    private static double[] FromCepstrum(double[] cepstrum)
    {
        var a = new double[cepstrum.Length];
        for (var m = 1; m <= a.Length; m++)
        {
            a[m - 1] = -cepstrum[m - 1];
            for (var k = 1; k < m; k++)
                a[m - 1] -= (double)k / m * cepstrum[k - 1] * a[m - k - 1];
        }

        return a;
    }

    private static IEnumerable<double> Poles(double[] coefficients, double samplingRate)
    {
        // z^p + a₁ z^(p-1) + … + a_p, lowest power first
        var roots = FindRoots.Polynomial([.. coefficients.Reverse(), 1]);
        var upper = roots.Where(z => z.Imaginary > 0).ToList();
        var real = roots.Where(z => z.Imaginary == 0).OrderByDescending(z => z.Magnitude).ToArray();
        upper.AddRange(real.Take((coefficients.Length / 2) - upper.Count));
        while (upper.Count < coefficients.Length / 2)
            upper.Add(0);
        return upper.OrderBy(z => z.Phase).SelectMany(z => new[] { -2 * Math.Log10(1 - Math.Min(z.Magnitude, LargestRadius)), z.Phase * samplingRate / (2 * Math.PI) });
    }

    private static double[] FromPoles(double[] values, double samplingRate)
    {
        double[] polynomial = [1];
        for (var i = 0; i < values.Length; i += 2)
        {
            var (r, phi) = (1 - Math.Pow(10, -values[i] / 2), values[i + 1] * 2 * Math.PI / samplingRate);
            double[] factor = [1, -2 * r * Math.Cos(phi), r * r];
            var product = new double[polynomial.Length + 2];
            for (var j = 0; j < polynomial.Length; j++)
            {
                for (var k = 0; k < 3; k++)
                    product[j + k] += polynomial[j] * factor[k];
            }

            polynomial = product;
        }

        return polynomial[1..];
    }
}
