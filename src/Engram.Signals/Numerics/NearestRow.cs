using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engram.Signals.Numerics;

/// <summary>
/// The row of a table that is nearest to each of many rows, exactly: argmax_k x·c_k - ‖c_k‖²/2 in single precision, and where the two
/// greatest scores lie within what rounding may have moved them the distances are measured again in double precision. Of equals the
/// first one.
/// </summary>
internal static class NearestRow
{
    private const int TilesInGroup = 8; // they share a panel while it is in the first cache
    private const double SingleUnit = 1.0 / (1 << 24);
    private const double LargestNorm = 1e15; // beyond it single precision may overflow

    /// <summary>Finds the nearest rows.</summary>
    /// <param name="rows">In groups of <see cref="PanelProducts.TileRows"/>.</param>
    /// <param name="table">In groups of <see cref="PanelProducts.PanelRows"/>, at least one row, as wide as the rows.</param>
    /// <param name="nearest">Takes an index for each row.</param>
    public static void Find(InterleavedRows rows, InterleavedRows table, long[] nearest)
    {
        // lanes without a row are infinitely far
        var halves = new float[table.Groups * PanelProducts.PanelRows];
        Array.Fill(halves, float.PositiveInfinity);
        for (var k = 0; k < table.Count; k++)
            halves[k] = (float)(table.Squares[k] / 2);
        ChannelGroups.For((rows.Groups + TilesInGroup - 1) / TilesInGroup, 0, group => Search(rows, table, halves, group * TilesInGroup, nearest));
    }

    private static void Search(InterleavedRows rows, InterleavedRows table, float[] halves, int firstTile, long[] nearest)
    {
        var tiles = Math.Min(TilesInGroup, rows.Groups - firstTile);
        Span<Vector512<float>> best = stackalloc Vector512<float>[TilesInGroup * PanelProducts.TileRows];
        Span<Vector512<float>> second = stackalloc Vector512<float>[TilesInGroup * PanelProducts.TileRows];
        Span<Vector512<int>> index = stackalloc Vector512<int>[TilesInGroup * PanelProducts.TileRows];
        best.Fill(Vector512.Create(float.NegativeInfinity));
        second.Fill(Vector512.Create(float.NegativeInfinity));
        index.Clear();
        for (var panel = 0; panel < table.Groups; panel++)
        {
            for (var t = 0; t < tiles; t++)
            {
                var at = t * PanelProducts.TileRows;
                Update(rows.Group(firstTile + t), table.Group(panel), halves.AsSpan(panel * PanelProducts.PanelRows), panel, ref best[at], ref second[at], ref index[at]);
            }
        }

        var first = firstTile * PanelProducts.TileRows;
        var difference = new double[rows.Columns];
        for (var i = 0; i < Math.Min(tiles * PanelProducts.TileRows, rows.Count - first); i++)
        {
            var (found, gap) = Reduce(best[i], second[i], index[i]);
            nearest[first + i] = gap > 2 * ErrorBound(rows, table, first + i) ? found : Exact(rows.Row(first + i), table, difference);
        }
    }

    // the panel's 32 scores of each row of the tile against the greatest and second greatest so far, lane by lane
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update(ReadOnlySpan<float> tile, ReadOnlySpan<float> panel, ReadOnlySpan<float> halves, int number, ref Vector512<float> best, ref Vector512<float> second, ref Vector512<int> index)
    {
        Span<Vector512<float>> products = stackalloc Vector512<float>[2 * PanelProducts.TileRows];
        PanelProducts.Compute(tile, panel, ref products[0]);
        var (low, high) = (Vector512.Create(halves), Vector512.Create(halves[Vector512<float>.Count..]));
        var (lowNumber, highNumber) = (Vector512.Create(2 * number), Vector512.Create((2 * number) + 1));
        for (var i = 0; i < PanelProducts.TileRows; i++)
        {
            ref var b = ref Unsafe.Add(ref best, i);
            ref var s = ref Unsafe.Add(ref second, i);
            ref var n = ref Unsafe.Add(ref index, i);
            var score = products[2 * i] - low;
            var top = b;
            var runnerUp = Vector512.MaxNative(s, Vector512.MinNative(top, score));
            var numbers = Vector512.ConditionalSelect(Vector512.GreaterThan(score, top).AsInt32(), lowNumber, n);
            top = Vector512.MaxNative(top, score);
            score = products[(2 * i) + 1] - high;
            s = Vector512.MaxNative(runnerUp, Vector512.MinNative(top, score));
            n = Vector512.ConditionalSelect(Vector512.GreaterThan(score, top).AsInt32(), highNumber, numbers);
            b = Vector512.MaxNative(top, score);
        }
    }

    private static (long Index, double Gap) Reduce(Vector512<float> best, Vector512<float> second, Vector512<int> index)
    {
        var lane = 0;
        for (var l = 1; l < Vector512<float>.Count; l++)
        {
            if (best[l] > best[lane])
                lane = l;
        }

        var other = second[lane];
        for (var l = 0; l < Vector512<float>.Count; l++)
        {
            if (l != lane)
                other = Math.Max(other, best[l]);
        }

        return (((long)index[lane] * Vector512<float>.Count) + lane, (double)best[lane] - other);
    }

    // of one score: D fused products, the factors, ‖c‖²/2 and the difference rounded once each; numbers too small for single precision vanish
    private static double ErrorBound(InterleavedRows rows, InterleavedRows table, int row)
    {
        var (norm, largest) = (Math.Sqrt(rows.Squares[row]), table.LargestNorm);
        return norm < LargestNorm && largest < LargestNorm
            ? (1.01 * SingleUnit * (((rows.Columns + 4) * norm * largest) + (largest * largest))) + (1e-38 * rows.Columns * (1 + norm + largest))
            : double.PositiveInfinity;
    }

    private static long Exact(ReadOnlySpan<double> row, InterleavedRows table, Span<double> difference)
    {
        var (least, found) = (double.PositiveInfinity, 0);
        for (var k = 0; k < table.Count; k++)
        {
            TensorPrimitives.Subtract(row, table.Row(k), difference);
            var distance = TensorPrimitives.SumOfSquares<double>(difference);
            if (distance < least)
                (least, found) = (distance, k);
        }

        return found;
    }
}
