using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>
/// Convolution with complex Morlet wavelets W(t) = (e^(2πift) - e^(-2(πfσ)²)) e^(-t²/2σ²), σ = cycles/(2πf), cut at ±5σ and scaled to
/// ‖W‖ = √2 (Tallon-Baudry et al. 1997; MNE's <c>tfr_array_morlet</c> with zero_mean). The result has the signal's length.
/// </summary>
/// <param name="Frequencies">f (Hz).</param>
/// <param name="Cycles">Cycles in a wavelet: 7 is usual, fewer resolve time better.</param>
/// <param name="IsZeroMean">Whether the constant e^(-2(πfσ)²) is taken off, so that a wavelet has no response to an offset.</param>
public sealed record MorletTransform(double[] Frequencies, double Cycles = 7, bool IsZeroMean = true)
{
    /// <summary>The wavelet of one frequency.</summary>
    /// <param name="frequency">Hz.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frequency is not above 0 and below half the sampling rate.</exception>
    public Complex[] Wavelet(double frequency, double samplingRate)
    {
        if (!(frequency > 0 && frequency < samplingRate / 2))
            throw new ArgumentOutOfRangeException(nameof(frequency), $"Expected frequencies above 0 and below {samplingRate / 2} Hz (half the sampling rate), got {frequency}.");
        var sigma = Cycles / (2 * Math.PI * frequency);
        var half = (int)Math.Ceiling(5 * sigma / (1 / samplingRate)) - 1; // times 0, 1/fs, … below 5σ, and their mirror images
        var wavelet = new Complex[(2 * half) + 1];
        double energy = 0;
        for (var i = 0; i < wavelet.Length; i++)
        {
            var t = (i - half) / samplingRate;
            var oscillation = Complex.Exp(new(0, 2 * Math.PI * frequency * t));
            if (IsZeroMean)
                oscillation -= Math.Exp(-2 * Math.Pow(Math.PI * frequency * sigma, 2));
            wavelet[i] = oscillation * Math.Exp(-t * t / (2 * sigma * sigma));
            energy += (wavelet[i].Real * wavelet[i].Real) + (wavelet[i].Imaginary * wavelet[i].Imaginary);
        }

        var scale = 1 / Math.Sqrt(0.5 * energy);
        return Array.ConvertAll(wavelet, w => w * scale);
    }

    /// <summary>The complex coefficients of several channels, [channel][frequency, time].</summary>
    /// <param name="samples">[channel][time].</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="threads">Most threads at once; 0 for one a core. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The channels are empty or differ in length.</exception>
    public Complex[][,] Transform(double[][] samples, double samplingRate, int threads = 0)
    {
        var result = new Complex[samples.Length][,];
        var length = ChannelGroups.CheckedLength(samples, nameof(samples));
        for (var i = 0; i < result.Length; i++)
            result[i] = new Complex[Frequencies.Length, length];
        Run(samples, samplingRate, threads, (channel, frequency, time, re, im) => result[channel][frequency, time] = new(re, im));
        return result;
    }

    /// <summary>|coefficient|² of several channels, [channel][frequency, time].</summary>
    /// <param name="samples">[channel][time].</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="threads">Most threads at once; 0 for one a core. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The channels are empty or differ in length.</exception>
    public double[][,] Power(double[][] samples, double samplingRate, int threads = 0)
    {
        var result = new double[samples.Length][,];
        var length = ChannelGroups.CheckedLength(samples, nameof(samples));
        for (var i = 0; i < result.Length; i++)
            result[i] = new double[Frequencies.Length, length];
        Run(samples, samplingRate, threads, (channel, frequency, time, re, im) => result[channel][frequency, time] = (re * re) + (im * im));
        return result;
    }

    private void Run(double[][] samples, double samplingRate, int threads, Action<int, int, int, double, double> store)
    {
        var length = samples[0].Length;
        var wavelets = Array.ConvertAll(Frequencies, f => Wavelet(f, samplingRate));
        var size = Fourier.FastLength(length + (wavelets.Max(w => w.Length) / 2));
        var plan = FourierPlan.Of(size);
        var responses = Array.ConvertAll(wavelets, w => Response(w, size, plan));
        ChannelGroups.ForLanes(samples.Length, threads, (first, count) =>
        {
            var buffer = new Vector512<double>[(4 * size) + (2 * plan.WorkLength)];
            var real = buffer.AsSpan(0, size);
            var imaginary = buffer.AsSpan(size, size);
            var productReal = buffer.AsSpan(2 * size, size);
            var productImaginary = buffer.AsSpan(3 * size, size);
            var workReal = buffer.AsSpan(4 * size, plan.WorkLength);
            var workImaginary = buffer.AsSpan((4 * size) + plan.WorkLength);
            Interleaving.Gather(samples.AsSpan(first, count), 0, real[..length]);
            plan.Transform<Vector512<double>, WideLane>(real, imaginary, workReal, workImaginary);
            for (var f = 0; f < Frequencies.Length; f++)
            {
                var (responseReal, responseImaginary) = responses[f];
                for (var k = 0; k < size; k++)
                {
                    productReal[k] = (real[k] * responseReal[k]) - (imaginary[k] * responseImaginary[k]);
                    productImaginary[k] = (real[k] * responseImaginary[k]) + (imaginary[k] * responseReal[k]);
                }

                plan.Transform<Vector512<double>, WideLane>(productImaginary, productReal, workImaginary, workReal);
                var re = MemoryMarshal.Cast<Vector512<double>, double>(productReal);
                var im = MemoryMarshal.Cast<Vector512<double>, double>(productImaginary);
                for (var lane = 0; lane < count; lane++)
                {
                    for (var t = 0; t < length; t++)
                        store(first + lane, f, t, re[(t * WideLane.Count) + lane], im[(t * WideLane.Count) + lane]);
                }
            }
        });
    }

    // transform of the wavelet centred on time 0, with the inverse's 1/n
    private static (double[] Real, double[] Imaginary) Response(Complex[] wavelet, int size, FourierPlan plan)
    {
        var (real, imaginary) = (new double[size], new double[size]);
        var half = wavelet.Length / 2;
        for (var i = 0; i < wavelet.Length; i++)
        {
            var at = (i - half + size) % size;
            real[at] += wavelet[i].Real / size;
            imaginary[at] += wavelet[i].Imaginary / size;
        }

        plan.Transform<double, ScalarLane>(real, imaginary, new double[plan.WorkLength], new double[plan.WorkLength]);
        return (real, imaginary);
    }
}
