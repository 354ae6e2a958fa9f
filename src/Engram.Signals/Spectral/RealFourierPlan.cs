using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>
/// Transforms of real signals. An even length n is one complex transform of n/2: with z_t = x_2t + i x_(2t+1),
/// X_k = E_k + e^(-2πik/n) O_k, E and O the transforms of the even and the odd samples.
/// </summary>
internal sealed class RealFourierPlan
{
    private const int KeptPlans = 256;
    private static readonly ConcurrentDictionary<int, RealFourierPlan> Plans = new();

    private readonly FourierPlan plan;
    private readonly double[] cosines;
    private readonly double[] sines;

    private RealFourierPlan(int length)
    {
        Length = length;
        IsEven = length % 2 == 0;
        plan = FourierPlan.Of(IsEven ? length / 2 : length);
        cosines = new double[(length / 2) + 1];
        sines = new double[(length / 2) + 1];
        for (var k = 0; k <= length / 2; k++)
            (cosines[k], sines[k]) = FourierPlan.UnitRoot(k, length);
        BufferLength = Math.Max(plan.Length, Bins);
        WorkLength = (2 * BufferLength) + (2 * Math.Max(plan.WorkLength, Bins));
    }

    /// <summary>n.</summary>
    public int Length { get; }

    /// <summary>n/2 + 1.</summary>
    public int Bins => (Length / 2) + 1;

    /// <summary>Elements of work space.</summary>
    public int WorkLength { get; }

    private bool IsEven { get; }

    private int BufferLength { get; }

    /// <summary>The plan of a length.</summary>
    public static RealFourierPlan Of(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (Plans.Count > KeptPlans)
            Plans.Clear();
        return Plans.GetOrAdd(length, n => new(n));
    }

    /// <summary>n real samples to n/2 + 1 complex bins.</summary>
    public void Forward<T, TLane>(ReadOnlySpan<T> signal, Span<T> real, Span<T> imaginary, Span<T> work)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var zr = work[..BufferLength];
        var zi = work.Slice(BufferLength, BufferLength);
        var wr = work.Slice(2 * BufferLength, plan.WorkLength);
        var wi = work.Slice((2 * BufferLength) + plan.WorkLength, plan.WorkLength);
        if (!IsEven)
        {
            signal[..Length].CopyTo(zr);
            zi.Clear();
            plan.Transform<T, TLane>(zr, zi, wr, wi);
            zr[..Bins].CopyTo(real);
            zi[..Bins].CopyTo(imaginary);
            return;
        }

        Unpack(signal[..Length], zr[..(Length / 2)], zi[..(Length / 2)]);
        plan.Transform<T, TLane>(zr, zi, wr, wi);
        Split<T, TLane>(zr[..Bins], zi[..Bins], real[..Bins], imaginary[..Bins]);
    }

    /// <summary>
    /// Up to eight overlapping pieces of one row, each times a window, to their bins, which come back as parts of the work space: nothing
    /// is copied between the row and the transform, and the whole stays in the first cache for windows of a few hundred samples.
    /// </summary>
    /// <param name="row">Piece c begins at sample c · hop.</param>
    /// <param name="hop">Samples between the beginnings of neighbours.</param>
    /// <param name="count">Pieces, at most eight; the lanes behind them hold nothing that means anything.</param>
    /// <param name="window">n factors.</param>
    /// <param name="work">Work space.</param>
    /// <param name="real">n/2 + 1 real parts.</param>
    /// <param name="imaginary">n/2 + 1 imaginary parts.</param>
    public void ForwardPieces(ReadOnlySpan<double> row, int hop, int count, ReadOnlySpan<double> window, Span<Vector512<double>> work, out Span<Vector512<double>> real, out Span<Vector512<double>> imaginary)
    {
        var zr = work[..BufferLength];
        var zi = work.Slice(BufferLength, BufferLength);
        var size = Math.Max(plan.WorkLength, Bins);
        var wr = work.Slice(2 * BufferLength, size);
        var wi = work.Slice((2 * BufferLength) + size, size);
        if (!IsEven)
        {
            Interleaving.GatherPieces(row, hop, count, zr[..Length]);
            for (var t = 0; t < Length; t++)
                zr[t] *= window[t];
            zi.Clear();
            plan.Transform<Vector512<double>, WideLane>(zr, zi, wr, wi);
            real = zr[..Bins];
            imaginary = zi[..Bins];
            return;
        }

        Interleaving.GatherPieces(row, hop, count, window[..Length], zr[..(Length / 2)], zi[..(Length / 2)]);
        plan.Transform<Vector512<double>, WideLane>(zr, zi, wr, wi);
        // the transform has left its work space, which takes the result
        real = wr[..Bins];
        imaginary = wi[..Bins];
        Split<Vector512<double>, WideLane>(zr[..Bins], zi[..Bins], real, imaginary);
    }

    /// <summary>n/2 + 1 bins back to n samples, with the factor 1/n; imaginary parts of bin 0 and of bin n/2 are not read.</summary>
    public void Inverse<T, TLane>(ReadOnlySpan<T> real, ReadOnlySpan<T> imaginary, Span<T> signal, Span<T> work)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var zr = work[..BufferLength];
        var zi = work.Slice(BufferLength, BufferLength);
        var wr = work.Slice(2 * BufferLength, plan.WorkLength);
        var wi = work.Slice((2 * BufferLength) + plan.WorkLength, plan.WorkLength);
        if (!IsEven)
        {
            var zero = TLane.Broadcast(0);
            var scale = TLane.Broadcast(1.0 / Length);
            for (var k = 0; k < Bins; k++)
            {
                (zr[k], zi[k]) = (real[k], k == 0 ? zero : imaginary[k]);
                if (k > 0)
                    (zr[Length - k], zi[Length - k]) = (real[k], TLane.Subtract(zero, imaginary[k]));
            }

            plan.Transform<T, TLane>(zi, zr, wi, wr);
            for (var t = 0; t < Length; t++)
                signal[t] = TLane.Multiply(scale, zr[t]);
            return;
        }

        Merge<T, TLane>(real[..Bins], imaginary[..Bins], zr[..Bins], zi[..Bins]);
        plan.Transform<T, TLane>(zi, zr, wi, wr);
        Pack(zr[..(Length / 2)], zi[..(Length / 2)], signal[..Length]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unpack<T>(ReadOnlySpan<T> signal, Span<T> even, Span<T> odd)
    {
        ref var source = ref MemoryMarshal.GetReference(signal);
        for (var t = 0; t < even.Length && t < odd.Length; t++)
            (even[t], odd[t]) = (Unsafe.Add(ref source, 2 * t), Unsafe.Add(ref source, (2 * t) + 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack<T>(ReadOnlySpan<T> even, ReadOnlySpan<T> odd, Span<T> signal)
    {
        ref var target = ref MemoryMarshal.GetReference(signal);
        for (var t = 0; t < even.Length && t < odd.Length; t++)
            (Unsafe.Add(ref target, 2 * t), Unsafe.Add(ref target, (2 * t) + 1)) = (even[t], odd[t]);
    }

    // bins k and h - k together, h = n/2: X_k = E + T, X_(h-k) = conj(E - T), T = e^(-2πik/n) O
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Split<T, TLane>(ReadOnlySpan<T> zr, ReadOnlySpan<T> zi, Span<T> real, Span<T> imaginary)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var half = zr.Length - 1;
        (real[0], imaginary[0]) = (TLane.Add(zr[0], zi[0]), TLane.Broadcast(0));
        (real[half], imaginary[half]) = (TLane.Subtract(zr[0], zi[0]), TLane.Broadcast(0));
        ref var pr = ref MemoryMarshal.GetReference(zr);
        ref var pi = ref MemoryMarshal.GetReference(zi);
        ref var qr = ref MemoryMarshal.GetReference(real);
        ref var qi = ref MemoryMarshal.GetReference(imaginary);
        for (int k = 1, m = half - 1; k <= m; k++, m--)
        {
            var (ar, ai, br, bi) = (Unsafe.Add(ref pr, k), Unsafe.Add(ref pi, k), Unsafe.Add(ref pr, m), Unsafe.Add(ref pi, m));
            var (c, s, one) = (TLane.Broadcast(0.5 * cosines[k]), TLane.Broadcast(0.5 * sines[k]), TLane.Broadcast(0.5));
            var (er, ei) = (TLane.Multiply(one, TLane.Add(ar, br)), TLane.Multiply(one, TLane.Subtract(ai, bi)));
            var (or, oi) = (TLane.Add(ai, bi), TLane.Subtract(br, ar)); // 2 O
            var tr = TLane.Subtract(TLane.Multiply(or, c), TLane.Multiply(oi, s));
            var ti = TLane.MultiplyAdd(or, s, TLane.Multiply(oi, c));
            (Unsafe.Add(ref qr, k), Unsafe.Add(ref qi, k)) = (TLane.Add(er, tr), TLane.Add(ei, ti));
            (Unsafe.Add(ref qr, m), Unsafe.Add(ref qi, m)) = (TLane.Subtract(er, tr), TLane.Subtract(ti, ei));
        }
    }

    // the same backwards, with the factor 1/n: Z_k = E + iO, Z_(h-k) = conj(E) + i conj(O), O = e^(2πik/n) (X_k - conj X_(h-k))
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Merge<T, TLane>(ReadOnlySpan<T> real, ReadOnlySpan<T> imaginary, Span<T> zr, Span<T> zi)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var half = real.Length - 1;
        var scale = TLane.Broadcast(1.0 / Length);
        (zr[0], zi[0]) = (TLane.Multiply(scale, TLane.Add(real[0], real[half])), TLane.Multiply(scale, TLane.Subtract(real[0], real[half])));
        ref var pr = ref MemoryMarshal.GetReference(real);
        ref var pi = ref MemoryMarshal.GetReference(imaginary);
        ref var qr = ref MemoryMarshal.GetReference(zr);
        ref var qi = ref MemoryMarshal.GetReference(zi);
        for (int k = 1, m = half - 1; k <= m; k++, m--)
        {
            var (ar, ai, br, bi) = (Unsafe.Add(ref pr, k), Unsafe.Add(ref pi, k), Unsafe.Add(ref pr, m), Unsafe.Add(ref pi, m));
            var (c, s) = (TLane.Broadcast(cosines[k] / Length), TLane.Broadcast(sines[k] / Length));
            var (er, ei) = (TLane.Multiply(scale, TLane.Add(ar, br)), TLane.Multiply(scale, TLane.Subtract(ai, bi)));
            var (dr, di) = (TLane.Subtract(ar, br), TLane.Add(ai, bi));
            var or = TLane.MultiplyAdd(dr, c, TLane.Multiply(di, s));
            var oi = TLane.Subtract(TLane.Multiply(di, c), TLane.Multiply(dr, s));
            (Unsafe.Add(ref qr, k), Unsafe.Add(ref qi, k)) = (TLane.Subtract(er, oi), TLane.Add(ei, or));
            (Unsafe.Add(ref qr, m), Unsafe.Add(ref qi, m)) = (TLane.Add(er, oi), TLane.Subtract(or, ei));
        }
    }
}
