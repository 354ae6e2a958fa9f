using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        Products(queries, panel, offsets, work);
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

    // A method of its own, without a buffer on the stack: beside one the compiler keeps the sixteen sums in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Products(ReadOnlySpan<float> queries, ReadOnlySpan<float> panel, ReadOnlySpan<float> offsets, Span<Vector512<float>> work)
    {
        var count = panel.Length / PackedRows.PanelRows;
        if (queries.Length < count * Queries || work.Length < 2 * Queries)
            throw new ArgumentException("The tile of queries or the work space is too short for the panel.", nameof(queries));
        ref var q = ref MemoryMarshal.GetReference(queries);
        ref var r = ref MemoryMarshal.GetReference(panel);
        var a0 = Vector512.Create(offsets);
        var b0 = Vector512.Create(offsets[Vector512<float>.Count..]);
        Vector512<float> a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        Vector512<float> b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0, b6 = b0, b7 = b0;
        for (var d = 0; d < count; d++)
        {
            var low = Vector512.LoadUnsafe(ref r);
            var high = Vector512.LoadUnsafe(ref r, 16);
            var x = Vector512.Create(q);
            a0 = Vector512.FusedMultiplyAdd(x, low, a0);
            b0 = Vector512.FusedMultiplyAdd(x, high, b0);
            x = Vector512.Create(Unsafe.Add(ref q, 1));
            a1 = Vector512.FusedMultiplyAdd(x, low, a1);
            b1 = Vector512.FusedMultiplyAdd(x, high, b1);
            x = Vector512.Create(Unsafe.Add(ref q, 2));
            a2 = Vector512.FusedMultiplyAdd(x, low, a2);
            b2 = Vector512.FusedMultiplyAdd(x, high, b2);
            x = Vector512.Create(Unsafe.Add(ref q, 3));
            a3 = Vector512.FusedMultiplyAdd(x, low, a3);
            b3 = Vector512.FusedMultiplyAdd(x, high, b3);
            x = Vector512.Create(Unsafe.Add(ref q, 4));
            a4 = Vector512.FusedMultiplyAdd(x, low, a4);
            b4 = Vector512.FusedMultiplyAdd(x, high, b4);
            x = Vector512.Create(Unsafe.Add(ref q, 5));
            a5 = Vector512.FusedMultiplyAdd(x, low, a5);
            b5 = Vector512.FusedMultiplyAdd(x, high, b5);
            x = Vector512.Create(Unsafe.Add(ref q, 6));
            a6 = Vector512.FusedMultiplyAdd(x, low, a6);
            b6 = Vector512.FusedMultiplyAdd(x, high, b6);
            x = Vector512.Create(Unsafe.Add(ref q, 7));
            a7 = Vector512.FusedMultiplyAdd(x, low, a7);
            b7 = Vector512.FusedMultiplyAdd(x, high, b7);
            q = ref Unsafe.Add(ref q, Queries);
            r = ref Unsafe.Add(ref r, PackedRows.PanelRows);
        }

        ref var products = ref MemoryMarshal.GetReference(work);
        products = a0;
        Unsafe.Add(ref products, 1) = b0;
        Unsafe.Add(ref products, 2) = a1;
        Unsafe.Add(ref products, 3) = b1;
        Unsafe.Add(ref products, 4) = a2;
        Unsafe.Add(ref products, 5) = b2;
        Unsafe.Add(ref products, 6) = a3;
        Unsafe.Add(ref products, 7) = b3;
        Unsafe.Add(ref products, 8) = a4;
        Unsafe.Add(ref products, 9) = b4;
        Unsafe.Add(ref products, 10) = a5;
        Unsafe.Add(ref products, 11) = b5;
        Unsafe.Add(ref products, 12) = a6;
        Unsafe.Add(ref products, 13) = b6;
        Unsafe.Add(ref products, 14) = a7;
        Unsafe.Add(ref products, 15) = b7;
    }
}
