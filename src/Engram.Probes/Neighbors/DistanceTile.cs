using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;

namespace Engram.Probes.Neighbors;

/// <summary>Inner products of eight queries with the 32 rows of a panel: two loads and eight broadcasts serve sixteen vector products.</summary>
internal static class DistanceTile
{
    /// <summary>Queries of a tile.</summary>
    public const int Queries = 8;

    private static readonly float[] Nothing = new float[PackedRows.PanelRows];

    /// <summary>Adds each row of a panel to the pools of the queries that it may be near to.</summary>
    /// <param name="queries">[d, query], eight side by side.</param>
    /// <param name="panel">[d, row].</param>
    /// <param name="offsets">‖r‖² of each row, or 0.</param>
    /// <param name="firstRow">Index of the panel's first row.</param>
    /// <param name="pools">The queries' pools; may be fewer than eight.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Collect(ReadOnlySpan<float> queries, ReadOnlySpan<float> panel, ReadOnlySpan<float> offsets, int firstRow, ReadOnlySpan<CandidatePool> pools)
    {
        Span<Vector512<float>> products = stackalloc Vector512<float>[2 * Queries];
        PanelProducts.Compute(queries, panel, Nothing, ref products[0]);
        var minusTwo = Vector512.Create(-2f);
        var (low, high) = (Vector512.Create(offsets), Vector512.Create(offsets[Vector512<float>.Count..]));
        for (var q = 0; q < pools.Length; q++)
        {
            // ‖q - r‖² - ‖q‖² = ‖r‖² - 2 q·r
            var (first, second) = (Vector512.FusedMultiplyAdd(minusTwo, products[2 * q], low), Vector512.FusedMultiplyAdd(minusTwo, products[(2 * q) + 1], high));
            var limit = Vector512.Create(pools[q].Limit);
            var near = Vector512.LessThanOrEqual(first, limit).ExtractMostSignificantBits() | (Vector512.LessThanOrEqual(second, limit).ExtractMostSignificantBits() << Vector512<float>.Count);
            for (; near != 0; near &= near - 1)
            {
                var lane = System.Numerics.BitOperations.TrailingZeroCount(near);
                pools[q].Add(firstRow + lane, lane < Vector512<float>.Count ? first[lane] : second[lane - Vector512<float>.Count]);
            }
        }
    }
}
