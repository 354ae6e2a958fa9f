using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Signals.Formats;

/// <summary>
/// Format 212 where two signals alternate sample by sample, as in the MIT-BIH records: eight frames (24 bytes) at a time. The middle
/// byte of three holds the upper four bits of both samples: the lower nibble those of the first, the upper nibble those of the second.
/// </summary>
internal static class WfdbPairs
{
    /// <summary>Frames that go together.</summary>
    public const int Count = 8;

    // of the bytes read at once the last four belong to the next frames
    private const int Overhang = 4;

    /// <summary>Both signals as value = scale · digital + shift, rounded as one sample alone would be; returns how many frames are done, a multiple of eight.</summary>
    /// <param name="bytes">Three a frame.</param>
    /// <param name="first">How the first signal is scaled.</param>
    /// <param name="second">How the second signal is scaled.</param>
    /// <param name="target">Receives the first signal.</param>
    /// <param name="other">Receives the second signal, as many samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Decode(ReadOnlySpan<byte> bytes, in ChannelLayout first, in ChannelLayout second, Span<double> target, Span<double> other)
    {
        if (target.Length != other.Length || bytes.Length < 3L * target.Length)
            throw new ArgumentException($"Expected rows of one length and three bytes a frame, got {target.Length}, {other.Length} and {bytes.Length} bytes.", nameof(bytes));
        if (!Avx2.IsSupported)
            return 0;
        var (scaleA, shiftA, missingA) = (Vector512.Create(first.Scale), Vector512.Create(first.Shift), Vector512.Create(first.Missing ?? double.NaN));
        var (scaleB, shiftB, missingB) = (Vector512.Create(second.Scale), Vector512.Create(second.Shift), Vector512.Create(second.Missing ?? double.NaN));
        ref var from = ref MemoryMarshal.GetReference(bytes);
        ref var a = ref MemoryMarshal.GetReference(target);
        ref var b = ref MemoryMarshal.GetReference(other);
        var done = 0;
        for (; done <= target.Length - Count && (3 * done) + (3 * Count) + Overhang <= bytes.Length; done += Count)
        {
            var both = Unpack(ref Unsafe.Add(ref from, (nint)3 * done));
            Calibrate(both.GetLower(), scaleA, shiftA, missingA).StoreUnsafe(ref a, (nuint)done);
            Calibrate(both.GetUpper(), scaleB, shiftB, missingB).StoreUnsafe(ref b, (nuint)done);
        }

        return done;
    }

    /// <summary>The sum of one signal's stored numbers, modulo 2³².</summary>
    /// <param name="bytes">Three a frame.</param>
    /// <param name="place">0 for the first signal, 1 for the second.</param>
    /// <param name="frames">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Sum(ReadOnlySpan<byte> bytes, int place, int frames)
    {
        if (bytes.Length < 3L * frames)
            throw new ArgumentException($"Expected three bytes a frame for {frames} frames, got {bytes.Length}.", nameof(bytes));
        ref var from = ref MemoryMarshal.GetReference(bytes);
        var (sums, done) = (Vector256<int>.Zero, 0);
        if (Avx2.IsSupported)
        {
            for (; done <= frames - Count && (3 * done) + (3 * Count) + Overhang <= bytes.Length; done += Count)
                sums += Avx2.MultiplyAddAdjacent(Unpack(ref Unsafe.Add(ref from, (nint)3 * done)), Vector256<short>.One);
        }

        // neighbours were added in pairs: the first signal is in the lower half, the second in the upper
        var sum = Vector128.Sum(place == 0 ? sums.GetLower() : sums.GetUpper());
        for (; done < frames; done++)
        {
            var (low, middle, high) = (bytes[3 * done], bytes[(3 * done) + 1], bytes[(3 * done) + 2]);
            sum += ((place == 0 ? low | (middle << 8) : high | ((middle & 0xF0) << 4)) << 20) >> 20;
        }

        return sum;
    }

    // eight samples of the first signal, then eight of the second
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Unpack(ref byte from)
    {
        var packed = Vector256.Create(Unsafe.ReadUnaligned<Vector128<byte>>(ref from), Unsafe.ReadUnaligned<Vector128<byte>>(ref Unsafe.Add(ref from, 12)));
        // of four frames: the lower and the middle bytes as four words, then the upper and the middle bytes
        var words = Avx2.Shuffle(packed, Vector256.Create((byte)0, 1, 3, 4, 6, 7, 9, 10, 2, 1, 5, 4, 8, 7, 11, 10, 0, 1, 3, 4, 6, 7, 9, 10, 2, 1, 5, 4, 8, 7, 11, 10)).AsInt16();
        var ordered = Avx2.Permute4x64(words.AsInt64(), 0b11_01_10_00).AsInt16();
        var a = Vector256.ShiftRightArithmetic(Vector256.ShiftLeft(ordered, 4), 4);
        var b = (Vector256.ShiftRightArithmetic(ordered, 4) & Vector256.Create(unchecked((short)0xFF00))) | (ordered & Vector256.Create((short)0x00FF));
        return Avx2.Blend(a.AsInt32(), b.AsInt32(), 0xF0).AsInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Calibrate(Vector128<short> digital, Vector512<double> scale, Vector512<double> shift, Vector512<double> missing)
    {
        var wide = Avx2.ConvertToVector256Int32(digital);
        var numbers = Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(wide) : Vector512.Create(Avx.ConvertToVector256Double(wide.GetLower()), Avx.ConvertToVector256Double(wide.GetUpper()));
        return Vector512.ConditionalSelect(Vector512.Equals(numbers, missing), Vector512.Create(double.NaN), (numbers * scale) + shift);
    }
}
