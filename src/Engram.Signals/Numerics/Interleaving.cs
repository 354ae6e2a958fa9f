using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Engram.Signals.Numerics;

/// <summary>Moves samples between rows of signals and vectors that hold eight signals side by side, in blocks that stay in the first cache.</summary>
internal static class Interleaving
{
    private const int Block = 128;

    /// <summary>target[t] lane c = rows[c][start + t]; lanes without a row become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(ReadOnlySpan<double[]> rows, int start, Span<Vector512<double>> target)
    {
        var flat = MemoryMarshal.Cast<Vector512<double>, double>(target);
        if (rows.Length < WideLane.Count)
            target.Clear();
        for (var block = 0; block < target.Length; block += Block)
        {
            var count = Math.Min(Block, target.Length - block);
            for (var lane = 0; lane < rows.Length; lane++)
                GatherRow(rows[lane].AsSpan(start + block, count), flat.Slice(block * WideLane.Count), lane);
        }
    }

    /// <summary>Puts one row into a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GatherRow(ReadOnlySpan<double> row, Span<double> flat, int lane)
    {
        ref var target = ref Unsafe.Add(ref MemoryMarshal.GetReference(flat), lane);
        if (row.Length > 0 && flat.Length < ((row.Length - 1) * WideLane.Count) + lane + 1)
            throw new ArgumentException("The vectors are too few for the row.", nameof(flat));
        for (var i = 0; i < row.Length; i++)
            Unsafe.Add(ref target, i * WideLane.Count) = row[i];
    }

    /// <summary>rows[c][start + t] = source[t] lane c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(ReadOnlySpan<Vector512<double>> source, ReadOnlySpan<double[]> rows, int start)
    {
        var flat = MemoryMarshal.Cast<Vector512<double>, double>(source);
        for (var block = 0; block < source.Length; block += Block)
        {
            var count = Math.Min(Block, source.Length - block);
            for (var lane = 0; lane < rows.Length; lane++)
            {
                var row = rows[lane].AsSpan(start + block, count);
                ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(flat), (block * WideLane.Count) + lane);
                for (var i = 0; i < row.Length; i++)
                    row[i] = Unsafe.Add(ref from, i * WideLane.Count);
            }
        }
    }
}
