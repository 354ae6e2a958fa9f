using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Engram.Interpretability.Dictionaries.Kernels;

/// <summary>The k largest of numbers that are not negative, as their bits; found bit by bit from the top, many numbers at a time.</summary>
internal static class LargestKeys
{
    private const int Lanes = 16;

    /// <summary>Picks the k largest in ascending order of their places; where fewer than k are above 0, zeros fill up.</summary>
    /// <param name="keys">The bits of the numbers; a multiple of sixteen of them.</param>
    /// <param name="maxima">Largest numbers of parts that do not overlap.</param>
    /// <param name="width">Places below this one count.</param>
    /// <param name="found">Scratch: twice as many as keys, and 32 more.</param>
    /// <param name="values">Takes k numbers.</param>
    /// <param name="indices">Takes their places.</param>
    public static void Select(ReadOnlySpan<int> keys, ReadOnlySpan<int> maxima, int width, Span<int> found, Span<float> values, Span<long> indices)
    {
        var (k, half) = (values.Length, keys.Length + Lanes);
        var places = found[..half];
        var kept = found.Slice(half, half);
        var count = Collect(keys, Math.Max(1, KthLargest(maxima, k)), places, kept);
        var (threshold, equals) = (0, 0);
        if (count > k)
        {
            kept.Slice(count, Lanes).Clear();
            var candidates = kept[..((count + Lanes - 1) / Lanes * Lanes)];
            threshold = KthLargest(candidates, k);
            equals = k - CountAtLeast(candidates, threshold + 1);
        }

        var taken = 0;
        for (var j = 0; j < count; j++)
        {
            if (kept[j] < threshold || (kept[j] == threshold && equals-- <= 0))
                continue;
            (values[taken], indices[taken]) = (BitConverter.Int32BitsToSingle(kept[j]), places[j]);
            taken++;
        }

        for (var (place, next) = (0, 0); taken < k && place < width; place++)
        {
            if (next < count && places[next] == place)
                next++;
            else
                (values[taken], indices[taken++]) = (0, place);
        }
    }

    // the largest threshold that at least k keys reach; 0 where fewer are above 0
    private static int KthLargest(ReadOnlySpan<int> keys, int k)
    {
        var threshold = 0;
        for (var bit = 1 << 30; bit > 0; bit >>= 1)
        {
            if (CountAtLeast(keys, threshold | bit) >= k)
                threshold |= bit;
        }

        return threshold;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountAtLeast(ReadOnlySpan<int> keys, int threshold)
    {
        var limit = Vector512.Create(threshold);
        var counts = Vector512<int>.Zero;
        ref var first = ref MemoryMarshal.GetReference(keys);
        for (nuint i = 0; i + Lanes <= (nuint)keys.Length; i += Lanes)
            counts -= Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref first, i), limit);
        return Vector512.Sum(counts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Collect(ReadOnlySpan<int> keys, int threshold, Span<int> places, Span<int> kept)
    {
        var limit = Vector512.Create(threshold);
        var count = 0;
        ref var first = ref MemoryMarshal.GetReference(keys);
        for (nuint i = 0; i + Lanes <= (nuint)keys.Length; i += Lanes)
        {
            for (var hits = Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref first, i), limit).ExtractMostSignificantBits(); hits != 0; hits &= hits - 1)
            {
                var place = (int)i + BitOperations.TrailingZeroCount(hits);
                (places[count], kept[count]) = (place, keys[place]);
                count++;
            }
        }

        return count;
    }
}
