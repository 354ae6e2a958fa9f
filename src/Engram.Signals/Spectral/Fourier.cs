using System.Numerics;
using Engram.Signals.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>Discrete Fourier transforms of any length in O(n log n): X_k = Σ_t x_t e^(-2πi kt/n); the inverse carries 1/n (numpy's convention).</summary>
public static class Fourier
{
    /// <summary>Transform of a complex signal.</summary>
    /// <param name="signal">At least one sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">The signal is empty.</exception>
    public static Complex[] Forward(ReadOnlySpan<Complex> signal) => Run(signal, isInverse: false);

    /// <summary>Inverse transform, with the factor 1/n.</summary>
    /// <param name="spectrum">At least one bin.</param>
    /// <exception cref="ArgumentOutOfRangeException">The spectrum is empty.</exception>
    public static Complex[] Inverse(ReadOnlySpan<Complex> spectrum) => Run(spectrum, isInverse: true);

    /// <summary>Bins 0 … n/2 of a real signal; the others are their conjugates.</summary>
    /// <param name="signal">At least one sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">The signal is empty.</exception>
    public static Complex[] ForwardReal(ReadOnlySpan<double> signal)
    {
        var plan = RealFourierPlan.Of(signal.Length);
        var (real, imaginary) = (new double[plan.Bins], new double[plan.Bins]);
        plan.Forward<double, ScalarLane>(signal, real, imaginary, new double[plan.WorkLength]);
        return Join(real, imaginary);
    }

    /// <summary>The real signal of bins 0 … n/2.</summary>
    /// <param name="spectrum">n/2 + 1 bins.</param>
    /// <param name="length">n, needed because n and n + 1 can have the same number of bins.</param>
    /// <exception cref="ArgumentException">The number of bins is not length/2 + 1.</exception>
    public static double[] InverseReal(ReadOnlySpan<Complex> spectrum, int length)
    {
        var plan = RealFourierPlan.Of(length);
        if (spectrum.Length != plan.Bins)
            throw new ArgumentException($"Expected {plan.Bins} bins for {length} samples, got {spectrum.Length}.", nameof(spectrum));
        var (real, imaginary) = Split(spectrum);
        var signal = new double[length];
        plan.Inverse<double, ScalarLane>(real, imaginary, signal, new double[plan.WorkLength]);
        return signal;
    }

    /// <summary>The frequencies of bins 0 … n/2 (Hz).</summary>
    /// <param name="length">n.</param>
    /// <param name="samplingRate">Hz.</param>
    public static double[] Frequencies(int length, double samplingRate)
    {
        var frequencies = new double[(length / 2) + 1];
        for (var k = 0; k < frequencies.Length; k++)
            frequencies[k] = k * samplingRate / length;
        return frequencies;
    }

    /// <summary>The least length of at least a given one whose prime factors are 2, 3 and 5: fast to transform.</summary>
    /// <param name="length">At least 1.</param>
    public static int FastLength(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var best = (long)BitOperations.RoundUpToPowerOf2((uint)length);
        for (long five = 1; five < best; five *= 5)
        {
            for (var three = five; three < best; three *= 3)
            {
                var candidate = three;
                while (candidate < length)
                    candidate *= 2;
                best = Math.Min(best, candidate);
            }
        }

        return checked((int)best);
    }

    private static Complex[] Run(ReadOnlySpan<Complex> signal, bool isInverse)
    {
        var plan = FourierPlan.Of(signal.Length);
        var (real, imaginary) = Split(signal);
        var (workReal, workImaginary) = (new double[plan.WorkLength], new double[plan.WorkLength]);
        if (!isInverse)
        {
            plan.Transform<double, ScalarLane>(real, imaginary, workReal, workImaginary);
            return Join(real, imaginary);
        }

        plan.Transform<double, ScalarLane>(imaginary, real, workReal, workImaginary);
        var result = Join(real, imaginary);
        for (var i = 0; i < result.Length; i++)
            result[i] /= result.Length;
        return result;
    }

    private static (double[] Real, double[] Imaginary) Split(ReadOnlySpan<Complex> values)
    {
        var (real, imaginary) = (new double[values.Length], new double[values.Length]);
        for (var i = 0; i < values.Length; i++)
            (real[i], imaginary[i]) = (values[i].Real, values[i].Imaginary);
        return (real, imaginary);
    }

    private static Complex[] Join(double[] real, double[] imaginary)
    {
        var result = new Complex[real.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = new(real[i], imaginary[i]);
        return result;
    }
}
