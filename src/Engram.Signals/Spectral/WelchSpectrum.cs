using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Engram.Signals.Filtering;
using Engram.Signals.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>
/// Power spectral density by Welch's method (1967): overlapping segments, each minus its mean and times a Hann window w,
/// P_k = c Σ |X_k|² / (fs Σ w² · segments), c = 2 except at 0 Hz and at half the sampling rate (scipy's <c>welch</c>).
/// </summary>
/// <param name="SegmentLength">Samples in a segment, at least 2.</param>
/// <param name="Overlap">Samples that neighbours share, below the segment's length.</param>
public sealed record WelchSpectrum(int SegmentLength, int Overlap)
{
    /// <summary>The density of each channel (unit²/Hz), bins 0 … SegmentLength/2.</summary>
    /// <param name="samples">[channel][time].</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="threads">Most threads at once; 0 for one a core. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The channels are shorter than a segment, or the overlap does not fit.</exception>
    public PowerSpectrum Estimate(double[][] samples, double samplingRate, int threads = 0)
    {
        var length = ChannelGroups.CheckedLength(samples, nameof(samples));
        if (SegmentLength < 2 || Overlap < 0 || Overlap >= SegmentLength)
            throw new ArgumentException($"Expected a segment of at least 2 samples and an overlap below it, got {SegmentLength} and {Overlap}.");
        if (length < SegmentLength)
            throw new ArgumentException($"Expected at least one segment of {SegmentLength} samples, got {length}.", nameof(samples));
        var window = FirWindow.HannPeriodic(SegmentLength);
        var density = new double[samples.Length][];
        var segments = ((length - SegmentLength) / (SegmentLength - Overlap)) + 1;
        var scale = 1 / (samplingRate * TensorPrimitives.SumOfSquares<double>(window) * segments);
        ChannelGroups.For(samples.Length, threads, channel => density[channel] = Channel(samples[channel], window, segments, scale));
        return new(Fourier.Frequencies(SegmentLength, samplingRate), density);
    }

    private double[] Channel(double[] row, double[] window, int segments, double scale)
    {
        var plan = RealFourierPlan.Of(SegmentLength);
        var size = SegmentLength + (3 * plan.Bins) + plan.WorkLength;
        var buffer = ArrayPool<Vector512<double>>.Shared.Rent(size);
        var signal = buffer.AsSpan(0, SegmentLength);
        var real = buffer.AsSpan(SegmentLength, plan.Bins);
        var imaginary = buffer.AsSpan(SegmentLength + plan.Bins, plan.Bins);
        var power = buffer.AsSpan(SegmentLength + (2 * plan.Bins), plan.Bins);
        var work = buffer.AsSpan(SegmentLength + (3 * plan.Bins), plan.WorkLength);
        power.Clear();
        var inverseLength = Vector512.Create(1.0 / SegmentLength);
        for (var first = 0; first < segments; first += WideLane.Count)
        {
            // eight segments side by side
            var count = Math.Min(WideLane.Count, segments - first);
            if (count < WideLane.Count)
                signal.Clear();
            Interleaving.GatherPieces(row.AsSpan(first * (SegmentLength - Overlap)), SegmentLength - Overlap, count, signal);
            var sum = Vector512<double>.Zero;
            foreach (var value in signal)
                sum += value;
            var mean = sum * inverseLength;
            for (var t = 0; t < signal.Length; t++)
                signal[t] = (signal[t] - mean) * window[t];
            plan.Forward<Vector512<double>, WideLane>(signal, real, imaginary, work);
            for (var k = 0; k < power.Length; k++)
                power[k] = Vector512.FusedMultiplyAdd(real[k], real[k], Vector512.FusedMultiplyAdd(imaginary[k], imaginary[k], power[k]));
        }

        var density = new double[plan.Bins];
        for (var k = 0; k < density.Length; k++)
        {
            var isOneSided = k > 0 && 2 * k < SegmentLength;
            density[k] = Vector512.Sum(power[k]) * scale * (isOneSided ? 2 : 1);
        }

        ArrayPool<Vector512<double>>.Shared.Return(buffer);
        return density;
    }
}
