using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;

namespace Engram.Probes.Neighbors;

/// <summary>Inner products of eight queries with the 32 rows of a panel: two loads and eight broadcasts serve sixteen vector products.</summary>
internal static class DistanceTile
{
    /// <summary>Queries of a tile.</summary>
    public const int Queries = 8;

    /// <summary>Adds each row of a panel to the pools of the queries that it may be near to.</summary>
    /// <param name="queries">[d, query], eight side by side.</param>
    /// <param name="panel">[d, row].</param>
    /// <param name="offsets">-‖r‖²/2 of each row, or 0.</param>
    /// <param name="firstRow">Index of the panel's first row.</param>
    /// <param name="pools">The queries' pools; may be fewer than eight.</param>
    /// <param name="work">Sixteen vectors to work with.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Collect(ReadOnlySpan<float> queries, ReadOnlySpan<float> panel, ReadOnlySpan<float> offsets, int firstRow, ReadOnlySpan<CandidatePool> pools, Span<Vector512<float>> work)
    {
        PanelProducts.Compute(queries, panel, offsets, ref work[0]);
        for (var q = 0; q < pools.Length; q++)
        {
            // q·r - ‖r‖²/2 = (‖q‖² - ‖q - r‖²) / 2: large is near
            var (first, second) = (work[2 * q], work[(2 * q) + 1]);
            var limit = Vector512.Create(-0.5f * pools[q].Limit);
            var near = Vector512.GreaterThanOrEqual(first, limit).ExtractMostSignificantBits() | (Vector512.GreaterThanOrEqual(second, limit).ExtractMostSignificantBits() << Vector512<float>.Count);
            for (; near != 0; near &= near - 1)
            {
                var lane = System.Numerics.BitOperations.TrailingZeroCount(near);
                pools[q].Add(firstRow + lane, -2 * (lane < Vector512<float>.Count ? first[lane] : second[lane - Vector512<float>.Count]));
            }
        }
    }
}
