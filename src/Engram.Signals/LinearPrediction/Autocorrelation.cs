using System.Numerics.Tensors;
using Engram.Signals.Numerics;
using Engram.Signals.Spectral;

namespace Engram.Signals.LinearPrediction;

/// <summary>Autocorrelation r_k = Σ_t x_t x_(t+k) / n, the biased estimate, whose matrix is positive semi-definite.</summary>
public static class Autocorrelation
{
    // below this many lags the sums are cheaper than two transforms
    private const int LargestForSums = 64;

    /// <summary>Lags 0 … maximum.</summary>
    /// <param name="signal">At least one sample; the mean is not removed.</param>
    /// <param name="maximumLag">Below the number of samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lag does not fit the signal.</exception>
    public static double[] Estimate(ReadOnlySpan<double> signal, int maximumLag)
    {
        if (maximumLag < 0 || maximumLag >= signal.Length)
            throw new ArgumentOutOfRangeException(nameof(maximumLag), $"Expected a lag from 0 to {signal.Length - 1}, got {maximumLag}.");
        var result = new double[maximumLag + 1];
        if (maximumLag <= LargestForSums)
        {
            for (var k = 0; k < result.Length; k++)
                result[k] = TensorPrimitives.Dot<double>(signal[..^k], signal[k..]) / signal.Length;
            return result;
        }

        // |X|² of the signal followed by zeros is the transform of the autocorrelation (Wiener-Khinchin)
        var plan = RealFourierPlan.Of(Fourier.FastLength(signal.Length + maximumLag + 1));
        var padded = new double[plan.Length];
        signal.CopyTo(padded);
        var (real, imaginary, work) = (new double[plan.Bins], new double[plan.Bins], new double[plan.WorkLength]);
        plan.Forward<double, ScalarLane>(padded, real, imaginary, work);
        for (var k = 0; k < real.Length; k++)
            (real[k], imaginary[k]) = ((real[k] * real[k]) + (imaginary[k] * imaginary[k]), 0);
        plan.Inverse<double, ScalarLane>(real, imaginary, padded, work);
        for (var k = 0; k < result.Length; k++)
            result[k] = padded[k] / signal.Length;
        return result;
    }
}
