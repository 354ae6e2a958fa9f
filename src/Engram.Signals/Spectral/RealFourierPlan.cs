using System.Collections.Concurrent;
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
        WorkLength = (2 * BufferLength) + (2 * plan.WorkLength);
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

        var half = Length / 2;
        for (var t = 0; t < half; t++)
            (zr[t], zi[t]) = (signal[2 * t], signal[(2 * t) + 1]);
        plan.Transform<T, TLane>(zr, zi, wr, wi);
        var one = TLane.Broadcast(0.5);
        for (var k = 0; k <= half; k++)
        {
            var (ar, ai) = (zr[k == half ? 0 : k], zi[k == half ? 0 : k]);
            var (br, bi) = (zr[k == 0 ? 0 : half - k], zi[k == 0 ? 0 : half - k]);
            var (er, ei) = (TLane.Multiply(one, TLane.Add(ar, br)), TLane.Multiply(one, TLane.Subtract(ai, bi)));
            var (or, oi) = (TLane.Multiply(one, TLane.Add(ai, bi)), TLane.Multiply(one, TLane.Subtract(br, ar)));
            var (c, s) = (TLane.Broadcast(cosines[k]), TLane.Broadcast(sines[k]));
            real[k] = TLane.MultiplyAdd(or, c, TLane.Subtract(er, TLane.Multiply(oi, s)));
            imaginary[k] = TLane.MultiplyAdd(or, s, TLane.MultiplyAdd(oi, c, ei));
        }
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
        var zero = TLane.Broadcast(0);
        var scale = TLane.Broadcast(1.0 / Length);
        if (!IsEven)
        {
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

        var half = Length / 2;
        for (var k = 0; k < half; k++)
        {
            var (ar, ai) = (real[k], k == 0 ? zero : imaginary[k]);
            var (br, bi) = (real[half - k], k == 0 ? zero : imaginary[half - k]);
            var (er, ei) = (TLane.Add(ar, br), TLane.Subtract(ai, bi)); // 2E
            var (dr, di) = (TLane.Subtract(ar, br), TLane.Add(ai, bi)); // 2 e^(-2πik/n) O
            var (c, s) = (TLane.Broadcast(cosines[k]), TLane.Broadcast(sines[k]));
            var or = TLane.MultiplyAdd(dr, c, TLane.Multiply(di, s));
            var oi = TLane.Subtract(TLane.Multiply(di, c), TLane.Multiply(dr, s));
            zr[k] = TLane.Multiply(scale, TLane.Subtract(er, oi));
            zi[k] = TLane.Multiply(scale, TLane.Add(ei, or));
        }

        plan.Transform<T, TLane>(zi, zr, wi, wr);
        for (var t = 0; t < half; t++)
            (signal[2 * t], signal[(2 * t) + 1]) = (zr[t], zi[t]);
    }
}
