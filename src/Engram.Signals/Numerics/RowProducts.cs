using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Engram.Signals.Numerics;

/// <summary>Inner products of all pairs of rows, sixteen at a time, so that each load serves four products.</summary>
internal static class RowProducts
{
    private const int Tile = 4;
    private const int Block = 256; // of some twenty rows this stays in the first cache

    /// <summary>result[i, j] += Σ_t a[i][start + t] b[j][start + t].</summary>
    /// <param name="a">Rows.</param>
    /// <param name="b">Rows.</param>
    /// <param name="start">First sample.</param>
    /// <param name="count">Samples.</param>
    /// <param name="result">Row-major, a.Length × b.Length.</param>
    /// <param name="isUpper">Whether only pairs with j ≥ i are wanted; some of the others are written too.</param>
    public static void Add(double[][] a, double[][] b, int start, int count, Span<double> result, bool isUpper = false)
    {
        if (a.Length < Tile || b.Length < Tile)
        {
            for (var i = 0; i < a.Length; i++)
            {
                for (var j = isUpper ? i : 0; j < b.Length; j++)
                    result[(i * b.Length) + j] += TensorPrimitives.Dot<double>(a[i].AsSpan(start, count), b[j].AsSpan(start, count));
            }

            return;
        }

        for (var at = 0; at < count; at += Block)
        {
            for (var i = 0; i < a.Length; i += Tile)
            {
                for (var j = isUpper ? i : 0; j < b.Length; j += Tile)
                    AddTile(a, b, i, j, start + at, Math.Min(Block, count - at), result, b.Length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile(double[][] a, double[][] b, int firstRow, int firstColumn, int start, int count, Span<double> result, int stride)
    {
        // a tile over the edge moves back inside; what it then shares with its neighbour is not added again
        var (i, j) = (Math.Min(firstRow, a.Length - Tile), Math.Min(firstColumn, b.Length - Tile));
        ref var a0 = ref First(a[i], start, count);
        ref var a1 = ref First(a[i + 1], start, count);
        ref var a2 = ref First(a[i + 2], start, count);
        ref var a3 = ref First(a[i + 3], start, count);
        ref var b0 = ref First(b[j], start, count);
        ref var b1 = ref First(b[j + 1], start, count);
        ref var b2 = ref First(b[j + 2], start, count);
        ref var b3 = ref First(b[j + 3], start, count);
        Vector512<double> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        Vector512<double> s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
        // before the loop: a call that the sums outlive would make the compiler keep them in memory
        Span<Vector512<double>> sums = stackalloc Vector512<double>[Tile * Tile];
        nuint at = 0;
        for (var end = (nuint)(count - (count % WideLane.Count)); at < end; at += (nuint)WideLane.Count)
        {
            var y0 = Vector512.LoadUnsafe(ref b0, at);
            var y1 = Vector512.LoadUnsafe(ref b1, at);
            var y2 = Vector512.LoadUnsafe(ref b2, at);
            var y3 = Vector512.LoadUnsafe(ref b3, at);
            var x = Vector512.LoadUnsafe(ref a0, at);
            s00 = Vector512.FusedMultiplyAdd(x, y0, s00);
            s01 = Vector512.FusedMultiplyAdd(x, y1, s01);
            s02 = Vector512.FusedMultiplyAdd(x, y2, s02);
            s03 = Vector512.FusedMultiplyAdd(x, y3, s03);
            x = Vector512.LoadUnsafe(ref a1, at);
            s10 = Vector512.FusedMultiplyAdd(x, y0, s10);
            s11 = Vector512.FusedMultiplyAdd(x, y1, s11);
            s12 = Vector512.FusedMultiplyAdd(x, y2, s12);
            s13 = Vector512.FusedMultiplyAdd(x, y3, s13);
            x = Vector512.LoadUnsafe(ref a2, at);
            s20 = Vector512.FusedMultiplyAdd(x, y0, s20);
            s21 = Vector512.FusedMultiplyAdd(x, y1, s21);
            s22 = Vector512.FusedMultiplyAdd(x, y2, s22);
            s23 = Vector512.FusedMultiplyAdd(x, y3, s23);
            x = Vector512.LoadUnsafe(ref a3, at);
            s30 = Vector512.FusedMultiplyAdd(x, y0, s30);
            s31 = Vector512.FusedMultiplyAdd(x, y1, s31);
            s32 = Vector512.FusedMultiplyAdd(x, y2, s32);
            s33 = Vector512.FusedMultiplyAdd(x, y3, s33);
        }

        sums[0] = s00;
        sums[1] = s01;
        sums[2] = s02;
        sums[3] = s03;
        sums[4] = s10;
        sums[5] = s11;
        sums[6] = s12;
        sums[7] = s13;
        sums[8] = s20;
        sums[9] = s21;
        sums[10] = s22;
        sums[11] = s23;
        sums[12] = s30;
        sums[13] = s31;
        sums[14] = s32;
        sums[15] = s33;
        for (var k = 0; k < sums.Length; k++)
        {
            var (row, column) = (i + (k / Tile), j + (k % Tile));
            if (row < firstRow || column < firstColumn)
                continue;
            var sum = Vector512.Sum(sums[k]);
            for (var rest = (int)at; rest < count; rest++)
                sum += a[row][start + rest] * b[column][start + rest];
            result[(row * stride) + column] += sum;
        }
    }

    private static ref double First(double[] row, int start, int count) => ref MemoryMarshal.GetReference(row.AsSpan(start, count));
}
