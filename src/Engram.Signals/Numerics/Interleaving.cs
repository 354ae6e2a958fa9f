using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Signals.Numerics;

/// <summary>Moves samples between rows of signals and vectors that hold eight signals side by side, in blocks that stay in the first cache.</summary>
internal static class Interleaving
{
    private const int Block = 128;

    /// <summary>target[t] lane c = rows[c][start + t]; lanes without a row become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(ReadOnlySpan<double[]> rows, int start, Span<Vector512<double>> target)
    {
        var done = 0;
        if (rows.Length < WideLane.Count)
        {
            target.Clear();
        }
        else
        {
            var length = target.Length;
            ref double First(double[] row) => ref MemoryMarshal.GetReference(row.AsSpan(start, length));
            done = Transpose(ref First(rows[0]), ref First(rows[1]), ref First(rows[2]), ref First(rows[3]), ref First(rows[4]), ref First(rows[5]), ref First(rows[6]), ref First(rows[7]), target);
        }

        var flat = MemoryMarshal.Cast<Vector512<double>, double>(target);
        for (var block = done; block < target.Length; block += Block)
        {
            var count = Math.Min(Block, target.Length - block);
            for (var lane = 0; lane < rows.Length; lane++)
                GatherRow(rows[lane].AsSpan(start + block, count), flat.Slice(block * WideLane.Count), lane);
        }
    }

    /// <summary>target[t] lane c = row[c · hop + t] for overlapping pieces of one row; lanes from <paramref name="count"/> on keep what they have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GatherPieces(ReadOnlySpan<double> row, int hop, int count, Span<Vector512<double>> target)
    {
        var done = 0;
        if (count == WideLane.Count)
        {
            ref var r = ref MemoryMarshal.GetReference(row[..(((WideLane.Count - 1) * hop) + target.Length)]);
            done = Transpose(ref r, ref Unsafe.Add(ref r, hop), ref Unsafe.Add(ref r, 2 * hop), ref Unsafe.Add(ref r, 3 * hop), ref Unsafe.Add(ref r, 4 * hop), ref Unsafe.Add(ref r, 5 * hop), ref Unsafe.Add(ref r, 6 * hop), ref Unsafe.Add(ref r, 7 * hop), target);
        }

        var rest = MemoryMarshal.Cast<Vector512<double>, double>(target[done..]);
        for (var lane = 0; lane < count; lane++)
            GatherRow(row.Slice((lane * hop) + done, target.Length - done), rest, lane);
    }

    /// <summary>
    /// even[t] lane c = window[2t] row[c · hop + 2t] and odd[t] likewise of 2t + 1, for overlapping pieces of one row; lanes from
    /// <paramref name="count"/> on keep what they have.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GatherPieces(ReadOnlySpan<double> row, int hop, int count, ReadOnlySpan<double> window, Span<Vector512<double>> even, Span<Vector512<double>> odd)
    {
        var length = window.Length;
        if (length % 2 != 0 || even.Length < length / 2 || odd.Length < length / 2)
            throw new ArgumentException($"Expected an even number of factors and half as many places in each target, got {length}, {even.Length} and {odd.Length}.", nameof(window));
        var done = 0;
        if (count == WideLane.Count && Avx512F.IsSupported)
        {
            ref var r = ref MemoryMarshal.GetReference(row[..(((WideLane.Count - 1) * hop) + length)]);
            ref var w = ref MemoryMarshal.GetReference(window);
            ref var er = ref MemoryMarshal.GetReference(even);
            ref var or = ref MemoryMarshal.GetReference(odd);
            for (; done <= length - WideLane.Count; done += WideLane.Count)
            {
                var (a, b, c, d) = (Load(ref r, done), Load(ref r, done + hop), Load(ref r, done + (2 * hop)), Load(ref r, done + (3 * hop)));
                var (e, f, g, h) = (Load(ref r, done + (4 * hop)), Load(ref r, done + (5 * hop)), Load(ref r, done + (6 * hop)), Load(ref r, done + (7 * hop)));
                // before the transposition the eight factors are one vector
                var factors = Load(ref w, done);
                (a, b, c, d, e, f, g, h) = (a * factors, b * factors, c * factors, d * factors, e * factors, f * factors, g * factors, h * factors);
                Transpose(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
                ref var to = ref Unsafe.Add(ref er, done / 2);
                (to, Unsafe.Add(ref to, 1), Unsafe.Add(ref to, 2), Unsafe.Add(ref to, 3)) = (a, c, e, g);
                to = ref Unsafe.Add(ref or, done / 2);
                (to, Unsafe.Add(ref to, 1), Unsafe.Add(ref to, 2), Unsafe.Add(ref to, 3)) = (b, d, f, h);
            }
        }

        var flatEven = MemoryMarshal.Cast<Vector512<double>, double>(even);
        var flatOdd = MemoryMarshal.Cast<Vector512<double>, double>(odd);
        for (var lane = 0; lane < count; lane++)
        {
            var piece = row.Slice(lane * hop, length);
            for (var t = done; t < length; t += 2)
            {
                flatEven[(t / 2 * WideLane.Count) + lane] = piece[t] * window[t];
                flatOdd[(t / 2 * WideLane.Count) + lane] = piece[t + 1] * window[t + 1];
            }
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
        var done = 0;
        if (rows.Length == WideLane.Count && Avx512F.IsSupported)
        {
            var length = source.Length;
            ref double First(double[] row) => ref MemoryMarshal.GetReference(row.AsSpan(start, length));
            ref var r0 = ref First(rows[0]);
            ref var r1 = ref First(rows[1]);
            ref var r2 = ref First(rows[2]);
            ref var r3 = ref First(rows[3]);
            ref var r4 = ref First(rows[4]);
            ref var r5 = ref First(rows[5]);
            ref var r6 = ref First(rows[6]);
            ref var r7 = ref First(rows[7]);
            for (; done <= source.Length - WideLane.Count; done += WideLane.Count)
            {
                var (a, b, c, d, e, f, g, h) = (source[done], source[done + 1], source[done + 2], source[done + 3], source[done + 4], source[done + 5], source[done + 6], source[done + 7]);
                Transpose(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
                var at = (nuint)done;
                a.StoreUnsafe(ref r0, at);
                b.StoreUnsafe(ref r1, at);
                c.StoreUnsafe(ref r2, at);
                d.StoreUnsafe(ref r3, at);
                e.StoreUnsafe(ref r4, at);
                f.StoreUnsafe(ref r5, at);
                g.StoreUnsafe(ref r6, at);
                h.StoreUnsafe(ref r7, at);
            }
        }

        var flat = MemoryMarshal.Cast<Vector512<double>, double>(source);
        for (var block = done; block < source.Length; block += Block)
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

    // Eight samples of eight rows at a time; returns how many samples are done. The caller has checked that each row is as long as the target.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Transpose(ref double r0, ref double r1, ref double r2, ref double r3, ref double r4, ref double r5, ref double r6, ref double r7, Span<Vector512<double>> target)
    {
        var done = 0;
        if (!Avx512F.IsSupported)
            return done;
        for (; done <= target.Length - WideLane.Count; done += WideLane.Count)
        {
            var at = (nuint)done;
            var (a, b, c, d) = (Vector512.LoadUnsafe(ref r0, at), Vector512.LoadUnsafe(ref r1, at), Vector512.LoadUnsafe(ref r2, at), Vector512.LoadUnsafe(ref r3, at));
            var (e, f, g, h) = (Vector512.LoadUnsafe(ref r4, at), Vector512.LoadUnsafe(ref r5, at), Vector512.LoadUnsafe(ref r6, at), Vector512.LoadUnsafe(ref r7, at));
            Transpose(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            (target[done], target[done + 1], target[done + 2], target[done + 3]) = (a, b, c, d);
            (target[done + 4], target[done + 5], target[done + 6], target[done + 7]) = (e, f, g, h);
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ref double first, int at) => Vector512.LoadUnsafe(ref first, (nuint)at);

    // An 8 × 8 transposition: pairs of rows are woven, then quarters of vectors change places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector512<double> a, ref Vector512<double> b, ref Vector512<double> c, ref Vector512<double> d, ref Vector512<double> e, ref Vector512<double> f, ref Vector512<double> g, ref Vector512<double> h)
    {
        var (ab, cd, ef, gh) = (Avx512F.UnpackLow(a, b), Avx512F.UnpackLow(c, d), Avx512F.UnpackLow(e, f), Avx512F.UnpackLow(g, h));
        var (front, back) = (Avx512F.Shuffle4x128(ab, cd, 0x44), Avx512F.Shuffle4x128(ef, gh, 0x44));
        var (frontHigh, backHigh) = (Avx512F.Shuffle4x128(ab, cd, 0xEE), Avx512F.Shuffle4x128(ef, gh, 0xEE));
        (ab, cd, ef, gh) = (Avx512F.UnpackHigh(a, b), Avx512F.UnpackHigh(c, d), Avx512F.UnpackHigh(e, f), Avx512F.UnpackHigh(g, h));
        (a, c, e, g) = (Avx512F.Shuffle4x128(front, back, 0x88), Avx512F.Shuffle4x128(front, back, 0xDD), Avx512F.Shuffle4x128(frontHigh, backHigh, 0x88), Avx512F.Shuffle4x128(frontHigh, backHigh, 0xDD));
        (front, back) = (Avx512F.Shuffle4x128(ab, cd, 0x44), Avx512F.Shuffle4x128(ef, gh, 0x44));
        (frontHigh, backHigh) = (Avx512F.Shuffle4x128(ab, cd, 0xEE), Avx512F.Shuffle4x128(ef, gh, 0xEE));
        (b, d, f, h) = (Avx512F.Shuffle4x128(front, back, 0x88), Avx512F.Shuffle4x128(front, back, 0xDD), Avx512F.Shuffle4x128(frontHigh, backHigh, 0x88), Avx512F.Shuffle4x128(frontHigh, backHigh, 0xDD));
    }
}
