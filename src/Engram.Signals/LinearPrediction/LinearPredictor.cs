using System.Numerics;

namespace Engram.Signals.LinearPrediction;

/// <summary>
/// An autoregressive model A(z) = 1 + a₁z⁻¹ + … + a_p z⁻ᵖ: the signal is white noise of variance σ² filtered by 1/A, and -a_k predict it.
/// </summary>
/// <param name="Coefficients">a₁ … a_p.</param>
/// <param name="NoiseVariance">σ², the variance of the prediction error.</param>
/// <param name="Reflections">Reflection coefficients k₁ … k_p; all below 1 in size exactly if the model is stable.</param>
public sealed record LinearPredictor(double[] Coefficients, double NoiseVariance, double[] Reflections)
{
    /// <summary>p.</summary>
    public int Order => Coefficients.Length;

    /// <summary>
    /// The model of an autocorrelation, by Levinson's and Durbin's recursion in O(p²). A zero autocorrelation gives the model without
    /// prediction: all coefficients and the variance 0.
    /// </summary>
    /// <param name="autocorrelation">r₀ … r_p.</param>
    /// <exception cref="ArgumentException">r₀ is negative or a value is not finite.</exception>
    public static LinearPredictor LevinsonDurbin(ReadOnlySpan<double> autocorrelation)
    {
        if (autocorrelation.Length == 0 || !(autocorrelation[0] >= 0) || autocorrelation.ContainsAnyExceptInRange(-double.MaxValue, double.MaxValue))
            throw new ArgumentException("Expected a finite autocorrelation with r₀ of at least 0.", nameof(autocorrelation));
        var order = autocorrelation.Length - 1;
        var (a, previous, reflections) = (new double[order], new double[order], new double[order]);
        var error = autocorrelation[0];
        for (var m = 0; m < order && error > 0; m++)
        {
            var sum = autocorrelation[m + 1];
            for (var i = 0; i < m; i++)
                sum += a[i] * autocorrelation[m - i];
            var k = -sum / error;
            if (!(Math.Abs(k) < 1))
                break; // a sum of fewer sinusoids than the order: the rest of the prediction would be rounding noise
            a.CopyTo(previous, 0);
            for (var i = 0; i < m; i++)
                a[i] = previous[i] + (k * previous[m - 1 - i]);
            a[m] = reflections[m] = k;
            error *= 1 - (k * k);
        }

        return new(a, error, reflections);
    }

    /// <summary>The model of a signal by the autocorrelation method: always stable.</summary>
    /// <param name="signal">More samples than the order; the mean is not removed.</param>
    /// <param name="order">p.</param>
    public static LinearPredictor Autocorrelated(ReadOnlySpan<double> signal, int order) => LevinsonDurbin(Autocorrelation.Estimate(signal, order));

    /// <summary>
    /// The model of a signal by Burg's (1967) method: each reflection coefficient k = -2 Σ f b / Σ (f² + b²) makes the forward and
    /// backward prediction errors together least. Sharper than the autocorrelation method on short pieces, and stable too.
    /// </summary>
    /// <param name="signal">More samples than the order; the mean is not removed.</param>
    /// <param name="order">p.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order does not fit the signal.</exception>
    public static LinearPredictor Burg(ReadOnlySpan<double> signal, int order)
    {
        if (order < 0 || order >= signal.Length)
            throw new ArgumentOutOfRangeException(nameof(order), $"Expected an order from 0 to {signal.Length - 1}, got {order}.");
        var (forward, backward) = (signal.ToArray(), signal.ToArray());
        var (a, previous, reflections) = (new double[order], new double[order], new double[order]);
        double error = 0;
        foreach (var x in signal)
            error += x * x / signal.Length;
        for (var m = 0; m < order; m++)
        {
            var (numerator, denominator) = (0.0, 0.0);
            for (var t = m + 1; t < signal.Length; t++)
            {
                numerator += forward[t] * backward[t - 1];
                denominator += (forward[t] * forward[t]) + (backward[t - 1] * backward[t - 1]);
            }

            if (denominator == 0)
                break;
            var k = -2 * numerator / denominator;
            a.CopyTo(previous, 0);
            for (var i = 0; i < m; i++)
                a[i] = previous[i] + (k * previous[m - 1 - i]);
            a[m] = reflections[m] = k;
            error *= 1 - (k * k);
            for (var t = signal.Length - 1; t > m; t--)
                (forward[t], backward[t]) = (forward[t] + (k * backward[t - 1]), backward[t - 1] + (k * forward[t]));
        }

        return new(a, error, reflections);
    }

    /// <summary>The prediction error e = A x, from rest.</summary>
    /// <param name="signal">The signal.</param>
    public double[] Residual(ReadOnlySpan<double> signal)
    {
        var residual = new double[signal.Length];
        for (var t = 0; t < residual.Length; t++)
        {
            residual[t] = signal[t];
            for (var k = 1; k <= Order && k <= t; k++)
                residual[t] += Coefficients[k - 1] * signal[t - k];
        }

        return residual;
    }

    /// <summary>The signal of a prediction error, x = e/A, from rest: undoes <see cref="Residual"/>.</summary>
    /// <param name="residual">The error, or any other excitation.</param>
    public double[] Synthesise(ReadOnlySpan<double> residual)
    {
        var signal = new double[residual.Length];
        for (var t = 0; t < signal.Length; t++)
        {
            signal[t] = residual[t];
            for (var k = 1; k <= Order && k <= t; k++)
                signal[t] -= Coefficients[k - 1] * signal[t - k];
        }

        return signal;
    }

    /// <summary>One-sided power spectral density 2σ²/(fs |A(e^(i2πf/fs))|²).</summary>
    /// <param name="frequency">f (Hz).</param>
    /// <param name="samplingRate">fs (Hz).</param>
    public double Density(double frequency, double samplingRate)
    {
        Complex response = 1;
        for (var k = 1; k <= Order; k++)
            response += Coefficients[k - 1] * Complex.Exp(new(0, -2 * Math.PI * frequency * k / samplingRate));
        return 2 * NoiseVariance / samplingRate / ((response.Real * response.Real) + (response.Imaginary * response.Imaginary));
    }

    /// <summary>
    /// Cepstrum of the model, c₁ … c_n: log of 1/A as a power series, by c_m = -a_m - Σ_(k&lt;m) (k/m) c_k a_(m-k).
    /// </summary>
    /// <param name="count">n.</param>
    public double[] Cepstrum(int count)
    {
        var cepstrum = new double[count];
        for (var m = 1; m <= count; m++)
        {
            var value = m <= Order ? -Coefficients[m - 1] : 0;
            for (var k = Math.Max(1, m - Order); k < m; k++)
                value -= (double)k / m * cepstrum[k - 1] * Coefficients[m - k - 1];
            cepstrum[m - 1] = value;
        }

        return cepstrum;
    }

    /// <summary>The predictor with given reflection coefficients (step-up recursion).</summary>
    /// <param name="reflections">k₁ … k_p.</param>
    /// <param name="noiseVariance">σ².</param>
    public static LinearPredictor FromReflections(double[] reflections, double noiseVariance)
    {
        ArgumentNullException.ThrowIfNull(reflections);
        var (a, previous) = (new double[reflections.Length], new double[reflections.Length]);
        for (var m = 0; m < reflections.Length; m++)
        {
            a.CopyTo(previous, 0);
            for (var i = 0; i < m; i++)
                a[i] = previous[i] + (reflections[m] * previous[m - 1 - i]);
            a[m] = reflections[m];
        }

        return new(a, noiseVariance, reflections);
    }
}
