using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Engram.Signals.Numerics;

/// <summary>Weighted sums of rows, four of them and 32 samples at a time: four loads and four broadcasts serve sixteen vector products.</summary>
internal static class RowCombinations
{
    private const int Tile = 4;
    private const int Block = 32;

    /// <summary>result[k][resultStart + t] = Σ_i weights[k][i] rows[i][start + t].</summary>
    /// <param name="weights">One weight for each row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="start">First sample.</param>
    /// <param name="count">Samples.</param>
    /// <param name="result">As many rows as weights.</param>
    /// <param name="resultStart">Where the first sample goes.</param>
    public static void Combine(double[][] weights, double[][] rows, int start, int count, double[][] result, int resultStart)
    {
        var tiled = weights.Length < Tile ? 0 : count - (count % Block);
        for (var at = 0; at < tiled; at += Block)
        {
            for (var k = 0; k < weights.Length; k += Tile)
            {
                // a tile over the edge moves back inside and makes the same sums again
                CombineTile(weights.AsSpan(Math.Min(k, weights.Length - Tile), Tile), rows, start + at, result.AsSpan(Math.Min(k, weights.Length - Tile), Tile), resultStart + at);
            }
        }

        for (var k = 0; k < weights.Length; k++)
        {
            var sum = result[k].AsSpan(resultStart + tiled, count - tiled);
            sum.Clear();
            for (var i = 0; i < rows.Length && sum.Length > 0; i++)
                TensorPrimitives.FusedMultiplyAdd(rows[i].AsSpan(start + tiled, sum.Length), weights[k][i], sum, sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineTile(ReadOnlySpan<double[]> weights, double[][] rows, int start, ReadOnlySpan<double[]> result, int resultStart)
    {
        var (w0, w1, w2, w3) = (weights[0], weights[1], weights[2], weights[3]);
        Vector512<double> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        Vector512<double> c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
        for (var i = 0; i < rows.Length; i++)
        {
            ref var row = ref MemoryMarshal.GetReference(rows[i].AsSpan(start, Block));
            var x0 = Vector512.LoadUnsafe(ref row);
            var x1 = Vector512.LoadUnsafe(ref row, 8);
            var x2 = Vector512.LoadUnsafe(ref row, 16);
            var x3 = Vector512.LoadUnsafe(ref row, 24);
            var w = Vector512.Create(w0[i]);
            a0 = Vector512.FusedMultiplyAdd(w, x0, a0);
            a1 = Vector512.FusedMultiplyAdd(w, x1, a1);
            a2 = Vector512.FusedMultiplyAdd(w, x2, a2);
            a3 = Vector512.FusedMultiplyAdd(w, x3, a3);
            w = Vector512.Create(w1[i]);
            b0 = Vector512.FusedMultiplyAdd(w, x0, b0);
            b1 = Vector512.FusedMultiplyAdd(w, x1, b1);
            b2 = Vector512.FusedMultiplyAdd(w, x2, b2);
            b3 = Vector512.FusedMultiplyAdd(w, x3, b3);
            w = Vector512.Create(w2[i]);
            c0 = Vector512.FusedMultiplyAdd(w, x0, c0);
            c1 = Vector512.FusedMultiplyAdd(w, x1, c1);
            c2 = Vector512.FusedMultiplyAdd(w, x2, c2);
            c3 = Vector512.FusedMultiplyAdd(w, x3, c3);
            w = Vector512.Create(w3[i]);
            d0 = Vector512.FusedMultiplyAdd(w, x0, d0);
            d1 = Vector512.FusedMultiplyAdd(w, x1, d1);
            d2 = Vector512.FusedMultiplyAdd(w, x2, d2);
            d3 = Vector512.FusedMultiplyAdd(w, x3, d3);
        }

        Store(result[0].AsSpan(resultStart, Block), a0, a1, a2, a3);
        Store(result[1].AsSpan(resultStart, Block), b0, b1, b2, b3);
        Store(result[2].AsSpan(resultStart, Block), c0, c1, c2, c3);
        Store(result[3].AsSpan(resultStart, Block), d0, d1, d2, d3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<double> row, Vector512<double> v0, Vector512<double> v1, Vector512<double> v2, Vector512<double> v3)
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        v0.StoreUnsafe(ref first);
        v1.StoreUnsafe(ref first, 8);
        v2.StoreUnsafe(ref first, 16);
        v3.StoreUnsafe(ref first, 24);
    }
}
