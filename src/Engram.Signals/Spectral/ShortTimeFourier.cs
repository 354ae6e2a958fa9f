using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Engram.Signals.Filtering;
using Engram.Signals.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>
/// Short-time Fourier transform with a Hann window, extended by half a window of zeros at each end and to a whole number of hops
/// (scipy's <c>stft</c> defaults): S[k, j] = Σ_t w_t x[t + j h - n/2] e^(-2πikt/n) / Σ w.
/// </summary>
/// <param name="WindowLength">n, at least 2.</param>
/// <param name="Hop">h, samples between neighbours, 1 to n.</param>
public sealed record ShortTimeFourier(int WindowLength, int Hop)
{
    /// <summary>The transform of each channel, [channel, frequency, frame].</summary>
    /// <param name="samples">[channel][time].</param>
    /// <param name="threads">Most threads at once; 0 for one a core. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">Window and hop do not fit each other, or a channel is empty.</exception>
    public Complex[,,] Forward(double[][] samples, int threads = 0)
    {
        Check();
        var length = ChannelGroups.CheckedLength(samples, nameof(samples));
        if (length == 0)
            throw new ArgumentException("Expected at least one sample, got none.", nameof(samples));
        var (plan, window, frames) = (RealFourierPlan.Of(WindowLength), UnitWindow(), FrameCount(length));
        // one block for all channels: the collector keeps its pages, while it gives those of several large arrays back and faults them in anew
        var result = new Complex[samples.Length, plan.Bins, frames];
        ChannelGroups.For(samples.Length, threads, channel => Forward(samples[channel], plan, window, MemoryMarshal.CreateSpan(ref result[channel, 0, 0], plan.Bins * frames), frames));
        return result;
    }

    /// <summary>The transform of one channel, [frequency, frame].</summary>
    /// <param name="signal">At least one sample.</param>
    /// <exception cref="ArgumentException">Window and hop do not fit each other, or the signal is empty.</exception>
    public Complex[,] Forward(ReadOnlySpan<double> signal)
    {
        Check();
        if (signal.Length == 0)
            throw new ArgumentException("Expected at least one sample, got none.", nameof(signal));
        var (plan, frames) = (RealFourierPlan.Of(WindowLength), FrameCount(signal.Length));
        var result = new Complex[plan.Bins, frames];
        Forward(signal, plan, UnitWindow(), MemoryMarshal.CreateSpan(ref result[0, 0], result.Length), frames);
        return result;
    }

    /// <summary>
    /// The signal of a transform: windowed overlap-add, divided by the overlapping squared windows, so that the inverse of a
    /// transform is the signal, and of a changed transform the least-squares signal (Griffin and Lim 1984).
    /// </summary>
    /// <param name="transform">[frequency, frame].</param>
    /// <param name="length">Samples of the signal.</param>
    /// <exception cref="ArgumentException">The shape does not belong to the length, or the window leaves samples uncovered.</exception>
    public double[] Inverse(Complex[,] transform, int length)
    {
        Check();
        ArgumentNullException.ThrowIfNull(transform);
        var plan = RealFourierPlan.Of(WindowLength);
        var frames = FrameCount(length);
        if (transform.GetLength(0) != plan.Bins || transform.GetLength(1) != frames)
            throw new ArgumentException($"Expected {plan.Bins} bins × {frames} frames for {length} samples, got {transform.GetLength(0)} × {transform.GetLength(1)}.", nameof(transform));
        var window = FirWindow.HannPeriodic(WindowLength);
        var windowSum = window.Sum();
        var padded = new double[((frames - 1) * Hop) + WindowLength];
        var weight = new double[padded.Length];
        var (real, imaginary) = (new double[plan.Bins], new double[plan.Bins]);
        var (piece, work) = (new double[WindowLength], new double[plan.WorkLength]);
        for (var frame = 0; frame < frames; frame++)
        {
            for (var k = 0; k < plan.Bins; k++)
                (real[k], imaginary[k]) = (transform[k, frame].Real, transform[k, frame].Imaginary);
            plan.Inverse<double, ScalarLane>(real, imaginary, piece, work);
            for (var t = 0; t < WindowLength; t++)
            {
                padded[(frame * Hop) + t] += piece[t] * windowSum * window[t];
                weight[(frame * Hop) + t] += window[t] * window[t];
            }
        }

        var signal = new double[length];
        for (var t = 0; t < length; t++)
        {
            var covered = weight[t + (WindowLength / 2)];
            if (covered < 1e-10)
                throw new ArgumentException($"A hop of {Hop} samples leaves sample {t} without weight in a window of {WindowLength}; use a hop of at most half the window.");
            signal[t] = padded[t + (WindowLength / 2)] / covered;
        }

        return signal;
    }

    // w / Σ w
    private double[] UnitWindow()
    {
        var window = FirWindow.HannPeriodic(WindowLength);
        var sum = window.Sum();
        for (var t = 0; t < window.Length; t++)
            window[t] /= sum;
        return window;
    }

    // eight frames side by side, straight from the signal into the cells
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward(ReadOnlySpan<double> signal, RealFourierPlan plan, double[] window, Span<Complex> cells, int frames)
    {
        var work = ArrayPool<Vector512<double>>.Shared.Rent(plan.WorkLength);
        var edge = ArrayPool<double>.Shared.Rent(((WideLane.Count - 1) * Hop) + WindowLength);
        for (var first = 0; first < frames; first += WideLane.Count)
        {
            var count = Math.Min(WideLane.Count, frames - first);
            var pieces = Pieces(signal, (first * (long)Hop) - (WindowLength / 2), ((count - 1) * Hop) + WindowLength, edge);
            plan.ForwardPieces(pieces, Hop, count, window, work, out var real, out var imaginary);
            Store(real, imaginary, cells[first..], frames, count);
        }

        ArrayPool<double>.Shared.Return(edge);
        ArrayPool<Vector512<double>>.Shared.Return(work);
    }

    // a stretch of the signal; one that reaches over an end is completed with zeros in a buffer
    private static ReadOnlySpan<double> Pieces(ReadOnlySpan<double> signal, long start, int length, double[] edge)
    {
        if (start >= 0 && start + length <= signal.Length)
            return signal.Slice((int)start, length);
        var piece = edge.AsSpan(0, length);
        piece.Clear();
        var from = (int)Math.Clamp(start, 0, signal.Length);
        var to = (int)Math.Clamp(start + length, 0, signal.Length);
        signal[from..to].CopyTo(piece[(int)(from - start)..]);
        return piece;
    }

    // one row of cells for each bin
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Store(ReadOnlySpan<Vector512<double>> real, ReadOnlySpan<Vector512<double>> imaginary, Span<Complex> cells, int frames, int count)
    {
        for (var k = 0; k < real.Length; k++)
            Store(real[k], imaginary[k], cells.Slice(k * frames, count));
    }

    // eight complex numbers are two vectors of real and imaginary parts woven together
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> real, Vector512<double> imaginary, Span<Complex> target)
    {
        if (target.Length == WideLane.Count && Avx512F.IsSupported)
        {
            ref var numbers = ref Unsafe.As<Complex, double>(ref MemoryMarshal.GetReference(target));
            Avx512F.PermuteVar8x64x2(real, Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11), imaginary).StoreUnsafe(ref numbers);
            Avx512F.PermuteVar8x64x2(real, Vector512.Create(4L, 12, 5, 13, 6, 14, 7, 15), imaginary).StoreUnsafe(ref numbers, (nuint)WideLane.Count);
            return;
        }

        for (var lane = 0; lane < target.Length; lane++)
            target[lane] = new(real[lane], imaginary[lane]);
    }

    // zeros of half a window on both sides, then up to a whole number of hops
    private int FrameCount(int length)
    {
        var extended = length + (2 * (WindowLength / 2));
        return Math.Max(0, (extended - WindowLength + Hop - 1) / Hop) + 1;
    }

    private void Check()
    {
        if (WindowLength < 2 || Hop < 1 || Hop > WindowLength)
            throw new ArgumentException($"Expected a window of at least 2 samples and a hop from 1 to its length, got {WindowLength} and {Hop}.");
    }
}
