using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engram.Signals.Numerics;

namespace Engram.Signals.Spectral;

/// <summary>
/// The butterflies of a self-sorting (Stockham) decimation in frequency. A stage of radix r reads x[q + s(p + k m)] and writes
/// y[q + s(r p + k)] = w^(kp) Σ_j x[q + s(p + j m)] e^(-2πi jk/r), w = e^(-2πi/(r m)).
/// </summary>
internal static class FourierStages
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Radix2<T, TLane>(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, Span<T> yr, Span<T> yi, int m, int s, ReadOnlySpan<double> twiddles)
        where T : struct
        where TLane : struct, ILane<T>
    {
        for (var p = 0; p < m; p++)
        {
            var (w, v) = (TLane.Broadcast(twiddles[2 * p]), TLane.Broadcast(twiddles[(2 * p) + 1]));
            ref var ar = ref At(xr, s * p);
            ref var ai = ref At(xi, s * p);
            ref var br = ref At(xr, s * (p + m));
            ref var bi = ref At(xi, s * (p + m));
            ref var or = ref Ref(yr, s * 2 * p);
            ref var oi = ref Ref(yi, s * 2 * p);
            for (var q = 0; q < s; q++)
            {
                var (a, b, c, d) = (Unsafe.Add(ref ar, q), Unsafe.Add(ref ai, q), Unsafe.Add(ref br, q), Unsafe.Add(ref bi, q));
                Unsafe.Add(ref or, q) = TLane.Add(a, c);
                Unsafe.Add(ref oi, q) = TLane.Add(b, d);
                Store<T, TLane>(ref Unsafe.Add(ref or, q + s), ref Unsafe.Add(ref oi, q + s), TLane.Subtract(a, c), TLane.Subtract(b, d), w, v);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Radix3<T, TLane>(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, Span<T> yr, Span<T> yi, int m, int s, ReadOnlySpan<double> twiddles)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var half = TLane.Broadcast(-0.5);
        var sine = TLane.Broadcast(Math.Sqrt(3) / 2);
        for (var p = 0; p < m; p++)
        {
            var (w1, v1) = (TLane.Broadcast(twiddles[4 * p]), TLane.Broadcast(twiddles[(4 * p) + 1]));
            var (w2, v2) = (TLane.Broadcast(twiddles[(4 * p) + 2]), TLane.Broadcast(twiddles[(4 * p) + 3]));
            for (var q = 0; q < s; q++)
            {
                var at = q + (s * p);
                var (ar, ai) = (At(xr, at), At(xi, at));
                var (br, bi) = (At(xr, at + (s * m)), At(xi, at + (s * m)));
                var (cr, ci) = (At(xr, at + (2 * s * m)), At(xi, at + (2 * s * m)));
                var (sr, si) = (TLane.Add(br, cr), TLane.Add(bi, ci));
                var (dr, di) = (TLane.Multiply(sine, TLane.Subtract(br, cr)), TLane.Multiply(sine, TLane.Subtract(bi, ci)));
                var (tr, ti) = (TLane.MultiplyAdd(half, sr, ar), TLane.MultiplyAdd(half, si, ai));
                var to = q + (s * 3 * p);
                Ref(yr, to) = TLane.Add(ar, sr);
                Ref(yi, to) = TLane.Add(ai, si);
                Store<T, TLane>(ref Ref(yr, to + s), ref Ref(yi, to + s), TLane.Add(tr, di), TLane.Subtract(ti, dr), w1, v1);
                Store<T, TLane>(ref Ref(yr, to + (2 * s)), ref Ref(yi, to + (2 * s)), TLane.Subtract(tr, di), TLane.Add(ti, dr), w2, v2);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Radix4<T, TLane>(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, Span<T> yr, Span<T> yi, int m, int s, ReadOnlySpan<double> twiddles)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var step = s * m;
        for (var p = 0; p < m; p++)
        {
            var (w1, v1) = (TLane.Broadcast(twiddles[6 * p]), TLane.Broadcast(twiddles[(6 * p) + 1]));
            var (w2, v2) = (TLane.Broadcast(twiddles[(6 * p) + 2]), TLane.Broadcast(twiddles[(6 * p) + 3]));
            var (w3, v3) = (TLane.Broadcast(twiddles[(6 * p) + 4]), TLane.Broadcast(twiddles[(6 * p) + 5]));
            ref var inr = ref At(xr, s * p);
            ref var ini = ref At(xi, s * p);
            ref var outr = ref Ref(yr, s * 4 * p);
            ref var outi = ref Ref(yi, s * 4 * p);
            for (var q = 0; q < s; q++)
            {
                var (ar, ai) = (Unsafe.Add(ref inr, q), Unsafe.Add(ref ini, q));
                var (br, bi) = (Unsafe.Add(ref inr, q + step), Unsafe.Add(ref ini, q + step));
                var (cr, ci) = (Unsafe.Add(ref inr, q + (2 * step)), Unsafe.Add(ref ini, q + (2 * step)));
                var (dr, di) = (Unsafe.Add(ref inr, q + (3 * step)), Unsafe.Add(ref ini, q + (3 * step)));
                var (pr, pi) = (TLane.Add(ar, cr), TLane.Add(ai, ci));
                var (mr, mi) = (TLane.Subtract(ar, cr), TLane.Subtract(ai, ci));
                var (sr, si) = (TLane.Add(br, dr), TLane.Add(bi, di));
                var (er, ei) = (TLane.Subtract(br, dr), TLane.Subtract(bi, di)); // i (b - d) = (-ei, er)
                Unsafe.Add(ref outr, q) = TLane.Add(pr, sr);
                Unsafe.Add(ref outi, q) = TLane.Add(pi, si);
                Store<T, TLane>(ref Unsafe.Add(ref outr, q + s), ref Unsafe.Add(ref outi, q + s), TLane.Add(mr, ei), TLane.Subtract(mi, er), w1, v1);
                Store<T, TLane>(ref Unsafe.Add(ref outr, q + (2 * s)), ref Unsafe.Add(ref outi, q + (2 * s)), TLane.Subtract(pr, sr), TLane.Subtract(pi, si), w2, v2);
                Store<T, TLane>(ref Unsafe.Add(ref outr, q + (3 * s)), ref Unsafe.Add(ref outi, q + (3 * s)), TLane.Subtract(mr, ei), TLane.Add(mi, er), w3, v3);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Radix5<T, TLane>(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, Span<T> yr, Span<T> yi, int m, int s, ReadOnlySpan<double> twiddles)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var (c1, s1) = (TLane.Broadcast(Math.Cos(0.4 * Math.PI)), TLane.Broadcast(Math.Sin(0.4 * Math.PI)));
        var (c2, s2) = (TLane.Broadcast(Math.Cos(0.8 * Math.PI)), TLane.Broadcast(Math.Sin(0.8 * Math.PI)));
        var step = s * m;
        for (var p = 0; p < m; p++)
        {
            var w = twiddles.Slice(8 * p, 8);
            for (var q = 0; q < s; q++)
            {
                var at = q + (s * p);
                var (ar, ai) = (At(xr, at), At(xi, at));
                var (br, bi, er, ei) = (At(xr, at + step), At(xi, at + step), At(xr, at + (4 * step)), At(xi, at + (4 * step)));
                var (cr, ci, dr, di) = (At(xr, at + (2 * step)), At(xi, at + (2 * step)), At(xr, at + (3 * step)), At(xi, at + (3 * step)));
                // sums and differences of the outer and of the inner pair
                var (or, oi, pr, pi) = (TLane.Add(br, er), TLane.Add(bi, ei), TLane.Subtract(br, er), TLane.Subtract(bi, ei));
                var (ir, ii, jr, ji) = (TLane.Add(cr, dr), TLane.Add(ci, di), TLane.Subtract(cr, dr), TLane.Subtract(ci, di));
                var (er1, ei1) = (TLane.MultiplyAdd(c1, or, TLane.MultiplyAdd(c2, ir, ar)), TLane.MultiplyAdd(c1, oi, TLane.MultiplyAdd(c2, ii, ai)));
                var (er2, ei2) = (TLane.MultiplyAdd(c2, or, TLane.MultiplyAdd(c1, ir, ar)), TLane.MultiplyAdd(c2, oi, TLane.MultiplyAdd(c1, ii, ai)));
                var (fr1, fi1) = (TLane.MultiplyAdd(s1, pr, TLane.Multiply(s2, jr)), TLane.MultiplyAdd(s1, pi, TLane.Multiply(s2, ji)));
                var (fr2, fi2) = (TLane.Subtract(TLane.Multiply(s2, pr), TLane.Multiply(s1, jr)), TLane.Subtract(TLane.Multiply(s2, pi), TLane.Multiply(s1, ji)));
                var to = q + (s * 5 * p);
                Ref(yr, to) = TLane.Add(ar, TLane.Add(or, ir));
                Ref(yi, to) = TLane.Add(ai, TLane.Add(oi, ii));
                Store<T, TLane>(ref Ref(yr, to + s), ref Ref(yi, to + s), TLane.Add(er1, fi1), TLane.Subtract(ei1, fr1), TLane.Broadcast(w[0]), TLane.Broadcast(w[1]));
                Store<T, TLane>(ref Ref(yr, to + (2 * s)), ref Ref(yi, to + (2 * s)), TLane.Add(er2, fi2), TLane.Subtract(ei2, fr2), TLane.Broadcast(w[2]), TLane.Broadcast(w[3]));
                Store<T, TLane>(ref Ref(yr, to + (3 * s)), ref Ref(yi, to + (3 * s)), TLane.Subtract(er2, fi2), TLane.Add(ei2, fr2), TLane.Broadcast(w[4]), TLane.Broadcast(w[5]));
                Store<T, TLane>(ref Ref(yr, to + (4 * s)), ref Ref(yi, to + (4 * s)), TLane.Subtract(er1, fi1), TLane.Add(ei1, fr1), TLane.Broadcast(w[6]), TLane.Broadcast(w[7]));
            }
        }
    }

    /// <summary>Any odd radix, r² operations a butterfly; used for primes from 7 up to <see cref="FourierPlan.LargestPrime"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Odd<T, TLane>(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, Span<T> yr, Span<T> yi, int r, int m, int s, ReadOnlySpan<double> twiddles, ReadOnlySpan<double> roots)
        where T : struct
        where TLane : struct, ILane<T>
    {
        var half = (r - 1) / 2;
        for (var p = 0; p < m; p++)
        {
            for (var q = 0; q < s; q++)
            {
                var at = q + (s * p);
                var to = q + (s * r * p);
                var (ar, ai) = (At(xr, at), At(xi, at));
                var (sumr, sumi) = (ar, ai);
                for (var j = 1; j < r; j++)
                {
                    sumr = TLane.Add(sumr, At(xr, at + (j * s * m)));
                    sumi = TLane.Add(sumi, At(xi, at + (j * s * m)));
                }

                Ref(yr, to) = sumr;
                Ref(yi, to) = sumi;
                for (var k = 1; k <= half; k++)
                {
                    // outputs k and r - k share the even part c and the odd part d of the sum
                    var (cr, ci, dr, di) = (ar, ai, TLane.Broadcast(0), TLane.Broadcast(0));
                    for (var j = 1; j <= half; j++)
                    {
                        var index = 2 * (j * k % r);
                        var (cosine, sine) = (TLane.Broadcast(roots[index]), TLane.Broadcast(roots[index + 1]));
                        var (fr, fi) = (At(xr, at + (j * s * m)), At(xi, at + (j * s * m)));
                        var (gr, gi) = (At(xr, at + ((r - j) * s * m)), At(xi, at + ((r - j) * s * m)));
                        cr = TLane.MultiplyAdd(cosine, TLane.Add(fr, gr), cr);
                        ci = TLane.MultiplyAdd(cosine, TLane.Add(fi, gi), ci);
                        dr = TLane.MultiplyAdd(sine, TLane.Subtract(fr, gr), dr);
                        di = TLane.MultiplyAdd(sine, TLane.Subtract(fi, gi), di);
                    }

                    var w = 2 * (((r - 1) * p) + k - 1);
                    var v = 2 * (((r - 1) * p) + r - k - 1);
                    Store<T, TLane>(ref Ref(yr, to + (k * s)), ref Ref(yi, to + (k * s)), TLane.Subtract(cr, di), TLane.Add(ci, dr), TLane.Broadcast(twiddles[w]), TLane.Broadcast(twiddles[w + 1]));
                    Store<T, TLane>(ref Ref(yr, to + ((r - k) * s)), ref Ref(yi, to + ((r - k) * s)), TLane.Add(cr, di), TLane.Subtract(ci, dr), TLane.Broadcast(twiddles[v]), TLane.Broadcast(twiddles[v + 1]));
                }
            }
        }
    }

    // (a + ib)(w + iv)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TLane>(ref T real, ref T imaginary, T a, T b, T w, T v)
        where T : struct
        where TLane : struct, ILane<T>
    {
        real = TLane.Subtract(TLane.Multiply(a, w), TLane.Multiply(b, v));
        imaginary = TLane.MultiplyAdd(a, v, TLane.Multiply(b, w));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T At<T>(ReadOnlySpan<T> span, int index) => ref Unsafe.Add(ref MemoryMarshal.GetReference(span), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T Ref<T>(Span<T> span, int index) => ref Unsafe.Add(ref MemoryMarshal.GetReference(span), index);
}
