using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Engram.Probes.Numerics;

/// <summary>Products with a few rows at a time, so that each load of the shared vector serves four or eight of them.</summary>
internal static class RowKernels
{
    private const int Lanes = 8;

    /// <summary>z[i · stride] = xᵢ · w + offset.</summary>
    /// <param name="rows">Rows xᵢ, one after another.</param>
    /// <param name="w">One row's length.</param>
    /// <param name="offset">Added to each product.</param>
    /// <param name="z">Results.</param>
    /// <param name="stride">Distance between results.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Project(ReadOnlySpan<double> rows, ReadOnlySpan<double> w, double offset, Span<double> z, int stride)
    {
        var (width, count) = (w.Length, rows.Length / w.Length);
        ref var factor = ref MemoryMarshal.GetReference(w);
        var whole = (nuint)(width - (width % Lanes));
        var i = 0;
        for (; i + 4 <= count; i += 4)
        {
            ref var x0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), i * width);
            ref var x1 = ref Unsafe.Add(ref x0, width);
            ref var x2 = ref Unsafe.Add(ref x1, width);
            ref var x3 = ref Unsafe.Add(ref x2, width);
            Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
            for (nuint at = 0; at < whole; at += Lanes)
            {
                var f = Vector512.LoadUnsafe(ref factor, at);
                s0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x0, at), f, s0);
                s1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x1, at), f, s1);
                s2 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x2, at), f, s2);
                s3 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref x3, at), f, s3);
            }

            var (z0, z1, z2, z3) = (Vector512.Sum(s0), Vector512.Sum(s1), Vector512.Sum(s2), Vector512.Sum(s3));
            for (var at = (int)whole; at < width; at++)
            {
                var f = w[at];
                (z0, z1, z2, z3) = (z0 + (f * Unsafe.Add(ref x0, at)), z1 + (f * Unsafe.Add(ref x1, at)), z2 + (f * Unsafe.Add(ref x2, at)), z3 + (f * Unsafe.Add(ref x3, at)));
            }

            (z[i * stride], z[(i + 1) * stride], z[(i + 2) * stride], z[(i + 3) * stride]) = (z0 + offset, z1 + offset, z2 + offset, z3 + offset);
        }

        for (; i < count; i++)
            z[i * stride] = System.Numerics.Tensors.TensorPrimitives.Dot(rows.Slice(i * width, width), w) + offset;
    }

    /// <summary>sum += Σᵢ r[i · stride] xᵢ.</summary>
    /// <param name="rows">Rows xᵢ, one after another.</param>
    /// <param name="r">Factors.</param>
    /// <param name="stride">Distance between factors.</param>
    /// <param name="sum">One row's length.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(ReadOnlySpan<double> rows, ReadOnlySpan<double> r, int stride, Span<double> sum)
    {
        var (width, count) = (sum.Length, rows.Length / sum.Length);
        ref var target = ref MemoryMarshal.GetReference(sum);
        var whole = (nuint)(width - (width % Lanes));
        var i = 0;
        for (; i + 8 <= count; i += 8)
        {
            ref var x = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), i * width);
            var (r0, r1, r2, r3) = (r[i * stride], r[(i + 1) * stride], r[(i + 2) * stride], r[(i + 3) * stride]);
            var (r4, r5, r6, r7) = (r[(i + 4) * stride], r[(i + 5) * stride], r[(i + 6) * stride], r[(i + 7) * stride]);
            Vector512<double> f0 = Vector512.Create(r0), f1 = Vector512.Create(r1), f2 = Vector512.Create(r2), f3 = Vector512.Create(r3);
            Vector512<double> f4 = Vector512.Create(r4), f5 = Vector512.Create(r5), f6 = Vector512.Create(r6), f7 = Vector512.Create(r7);
            for (nuint at = 0; at < whole; at += Lanes)
            {
                // two chains, so that one product need not wait for the one before
                var even = Vector512.FusedMultiplyAdd(f0, Vector512.LoadUnsafe(ref x, at), Vector512.LoadUnsafe(ref target, at));
                var odd = f1 * Vector512.LoadUnsafe(ref x, at + (nuint)width);
                even = Vector512.FusedMultiplyAdd(f2, Vector512.LoadUnsafe(ref x, at + (2 * (nuint)width)), even);
                odd = Vector512.FusedMultiplyAdd(f3, Vector512.LoadUnsafe(ref x, at + (3 * (nuint)width)), odd);
                even = Vector512.FusedMultiplyAdd(f4, Vector512.LoadUnsafe(ref x, at + (4 * (nuint)width)), even);
                odd = Vector512.FusedMultiplyAdd(f5, Vector512.LoadUnsafe(ref x, at + (5 * (nuint)width)), odd);
                even = Vector512.FusedMultiplyAdd(f6, Vector512.LoadUnsafe(ref x, at + (6 * (nuint)width)), even);
                odd = Vector512.FusedMultiplyAdd(f7, Vector512.LoadUnsafe(ref x, at + (7 * (nuint)width)), odd);
                (even + odd).StoreUnsafe(ref target, at);
            }

            for (var at = (int)whole; at < width; at++)
            {
                sum[at] += (r0 * Unsafe.Add(ref x, at)) + (r1 * Unsafe.Add(ref x, at + width)) + (r2 * Unsafe.Add(ref x, at + (2 * width))) + (r3 * Unsafe.Add(ref x, at + (3 * width)))
                    + (r4 * Unsafe.Add(ref x, at + (4 * width))) + (r5 * Unsafe.Add(ref x, at + (5 * width))) + (r6 * Unsafe.Add(ref x, at + (6 * width))) + (r7 * Unsafe.Add(ref x, at + (7 * width)));
            }
        }

        for (; i < count; i++)
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(rows.Slice(i * width, width), r[i * stride], sum, sum);
    }
}
