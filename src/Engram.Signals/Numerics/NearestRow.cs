using System.Numerics;
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
    /// <param name="others">Takes for each row a distance that no other row of the table is nearer than.</param>
    public static void Find(InterleavedRows rows, InterleavedRows table, long[] nearest, double[] others)
    {
        // lanes without a row are infinitely far
        var start = new float[table.Groups * PanelProducts.PanelRows];
        Array.Fill(start, float.NegativeInfinity);
        for (var k = 0; k < table.Count; k++)
            start[k] = -(float)(table.Squares[k] / 2);
        ChannelGroups.For((rows.Groups + TilesInGroup - 1) / TilesInGroup, 0, group => Search(rows, table, start, group * TilesInGroup, nearest, others));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Search(InterleavedRows rows, InterleavedRows table, float[] start, int firstTile, long[] nearest, double[] others)
    {
        var tiles = Math.Min(TilesInGroup, rows.Groups - firstTile);
        Span<float> best = stackalloc float[TilesInGroup * PanelProducts.TileRows];
        Span<float> second = stackalloc float[TilesInGroup * PanelProducts.TileRows];
        Span<int> index = stackalloc int[TilesInGroup * PanelProducts.TileRows];
        best.Fill(float.NegativeInfinity);
        second.Fill(float.NegativeInfinity);
        index.Clear();
        for (var panel = 0; panel < table.Groups; panel++)
        {
            for (var t = 0; t < tiles; t++)
            {
                var at = t * PanelProducts.TileRows;
                Update(rows.Group(firstTile + t), table.Group(panel), start.AsSpan(panel * PanelProducts.PanelRows), panel * PanelProducts.PanelRows, best[at..], second[at..], index[at..]);
            }
        }

        var first = firstTile * PanelProducts.TileRows;
        var difference = new double[rows.Columns];
        for (var i = 0; i < Math.Min(tiles * PanelProducts.TileRows, rows.Count - first); i++)
        {
            // ‖x - c‖² = ‖x‖² - 2 (x·c - ‖c‖²/2)
            var error = ErrorBound(rows, table, first + i);
            if ((double)best[i] - second[i] > 2 * error)
                (nearest[first + i], others[first + i]) = (index[i], Math.Sqrt(Math.Max(0, rows.Squares[first + i] - (2 * (second[i] + error)))));
            else
                (nearest[first + i], others[first + i]) = (Exact(rows.Row(first + i), table, difference), 0);
        }
    }

    // most panels hold nothing that is greater than the second greatest score so far
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update(ReadOnlySpan<float> tile, ReadOnlySpan<float> panel, ReadOnlySpan<float> start, int firstRow, Span<float> best, Span<float> second, Span<int> index)
    {
        Span<Vector512<float>> products = stackalloc Vector512<float>[2 * PanelProducts.TileRows];
        PanelProducts.Compute(tile, panel, start, ref products[0]);
        for (var i = 0; i < PanelProducts.TileRows; i++)
        {
            var (low, high) = (products[2 * i], products[(2 * i) + 1]);
            var limit = Vector512.Create(second[i]);
            if (!Vector512.GreaterThanAny(Vector512.MaxNative(low, high), limit))
                continue;
            var top = Largest(Vector512.MaxNative(low, high));
            if (top <= best[i])
            {
                second[i] = Math.Max(second[i], top);
                continue;
            }

            // the first place of the greatest; what is left may hold the second greatest
            var (isLow, isHigh) = (Vector512.Equals(low, Vector512.Create(top)), Vector512.Equals(high, Vector512.Create(top)));
            var places = isLow.ExtractMostSignificantBits() | (isHigh.ExtractMostSignificantBits() << Vector512<float>.Count);
            if (places == 0)
            {
                (best[i], second[i]) = (float.NaN, float.NaN); // beyond single precision: nothing is greater any more, and the gap decides nothing
                continue;
            }

            var none = Vector512.Create(float.NegativeInfinity);
            var rest = BitOperations.IsPow2(places) ? Largest(Vector512.MaxNative(Vector512.ConditionalSelect(isLow, none, low), Vector512.ConditionalSelect(isHigh, none, high))) : top;
            (second[i], best[i], index[i]) = (Math.Max(best[i], rest), top, firstRow + BitOperations.TrailingZeroCount(places));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(Vector512<float> v)
    {
        var eight = Vector256.MaxNative(v.GetLower(), v.GetUpper());
        var four = Vector128.MaxNative(eight.GetLower(), eight.GetUpper());
        four = Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    // of one score: D fused sums of at most ‖x‖‖c‖ + ‖c‖²/2, and the factors and ‖c‖²/2 rounded; numbers too small for single precision vanish
    private static double ErrorBound(InterleavedRows rows, InterleavedRows table, int row)
    {
        var (norm, largest) = (Math.Sqrt(rows.Squares[row]), table.LargestNorm);
        return norm < LargestNorm && largest < LargestNorm
            ? (1.01 * SingleUnit * (((rows.Columns + 4) * norm * largest) + ((rows.Columns + 2) * largest * largest / 2))) + (1e-38 * rows.Columns * (1 + norm + largest))
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
