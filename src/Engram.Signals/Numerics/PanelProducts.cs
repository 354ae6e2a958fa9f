using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Engram.Signals.Numerics;

/// <summary>Inner products of eight rows with the 32 rows of a panel: two loads and eight broadcasts serve sixteen vector products.</summary>
internal static class PanelProducts
{
    /// <summary>Rows of a tile.</summary>
    public const int TileRows = 8;

    /// <summary>Rows of a panel.</summary>
    public const int PanelRows = 32;

    // A method of its own, without a buffer on the stack: beside one the compiler keeps the sixteen sums in memory.
    /// <summary>products[2 i] and [2 i + 1] = start + the products of row i with the panel's rows 0-15 and 16-31.</summary>
    /// <param name="tile">[d, row], eight rows side by side.</param>
    /// <param name="panel">[d, row], 32 rows side by side.</param>
    /// <param name="start">What each of the 32 sums starts from.</param>
    /// <param name="products">The first of sixteen vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Compute(ReadOnlySpan<float> tile, ReadOnlySpan<float> panel, ReadOnlySpan<float> start, ref Vector512<float> products)
    {
        var count = panel.Length / PanelRows;
        if (tile.Length < count * TileRows)
            throw new ArgumentException("The tile is shorter than the panel.", nameof(tile));
        ref var q = ref MemoryMarshal.GetReference(tile);
        ref var r = ref MemoryMarshal.GetReference(panel);
        Vector512<float> a0 = Vector512.Create(start), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        Vector512<float> b0 = Vector512.Create(start[Vector512<float>.Count..]), b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0, b6 = b0, b7 = b0;
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
            q = ref Unsafe.Add(ref q, TileRows);
            r = ref Unsafe.Add(ref r, PanelRows);
        }

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
