using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engram.Signals.Formats;

/// <summary>
/// Samples of less than two bytes: format 212 (two 12-bit samples in three bytes), 310 and 311 (three 10-bit samples in four).
/// Samples of all signals of a file alternate; sample n of the file is found without reading those before it.
/// </summary>
/// <param name="file">The signal file.</param>
/// <param name="start">Byte of the first sample.</param>
/// <param name="format">212, 310 or 311.</param>
/// <param name="frameSamples">Samples of all signals in a frame.</param>
/// <param name="perFrame">Samples of one of these signals in a frame.</param>
/// <param name="frames">Frames in the file.</param>
/// <param name="channels">Offset is the place in a frame, counted in samples; stride and encoding do not count.</param>
internal sealed class WfdbPackedSource(SignalFile file, long start, int format, int frameSamples, int perFrame, long frames, ChannelLayout[] channels) : ISampleSource
{
    private const int Tile = 4096;

    public int ChannelCount => channels.Length;

    public long SampleCount => frames * perFrame;

    /// <summary>How many whole samples a number of bytes holds; the first sample of a last, broken group counts when its bytes are there.</summary>
    public static long SamplesIn(long bytes, int format) => format == 212 ? (bytes / 3 * 2) + (bytes % 3 == 2 ? 1 : 0) : (bytes / 4 * 3) + (bytes % 4 >= 2 ? 1 : 0);

    public void Read(int channel, long first, Span<double> target)
    {
        if (target.Length == 0)
            return;
        var layout = channels[channel];
        var (groupSamples, groupBytes) = format == 212 ? (2, 3) : (3, 4);
        long IndexOf(long sample) => (sample / perFrame * frameSamples) + layout.Offset + (sample % perFrame);
        var firstGroup = IndexOf(first) / groupSamples;
        var lastByte = start + (((IndexOf(first + target.Length - 1) / groupSamples) + 1) * groupBytes);
        var from = start + (firstGroup * groupBytes);
        var bytes = file.Slice(from, Math.Min(lastByte, file.Length) - from, "samples");
        var index = (int)(IndexOf(first) - (firstGroup * groupSamples));
        var within = (int)(first % perFrame);
        switch (format)
        {
            case 212: Loop<Packing212>(bytes, index, within, layout, target); break;
            case 310: Loop<Packing310>(bytes, index, within, layout, target); break;
            default: Loop<Packing311>(bytes, index, within, layout, target); break;
        }

        GC.KeepAlive(file);
    }

    public void Read(ReadOnlySpan<int> picked, long first, double[][] rows, int offset, int count) => TiledReading.Read(this, picked, first, rows, offset, count, Tile);

    // Index is the place of the first sample in the bytes, within its place among the channel's samples of a frame.
    private void Loop<TPacking>(ReadOnlySpan<byte> bytes, int index, int within, in ChannelLayout layout, Span<double> target)
        where TPacking : struct, IPacking
    {
        var (scale, shift, missing, skip) = (layout.Scale, layout.Shift, layout.Missing ?? double.NaN, frameSamples - perFrame);
        var last = index + target.Length - 1 + ((within + target.Length - 1) / perFrame * (long)skip);
        if (last > int.MaxValue || TPacking.End((int)last) > bytes.Length)
            throw new ArgumentException($"Expected bytes up to sample {last}, got {bytes.Length} bytes.", nameof(bytes));
        ref var start = ref MemoryMarshal.GetReference(bytes); // the check above covers every read below
        var i = typeof(TPacking) == typeof(Packing212) && frameSamples == 2 && perFrame == 1 && Avx2.IsSupported ? LoopPairs(bytes, index & 1, scale, shift, missing, target) : 0;
        for (index += 2 * i; i < target.Length; i++)
        {
            double digital = TPacking.Sample(ref start, index);
            target[i] = digital == missing ? double.NaN : (scale * digital) + shift;
            index++;
            if (++within == perFrame)
                (within, index) = (0, index + skip);
        }
    }

    // Two signals of one sample a frame, the commonest case of format 212: one of the two from four frames at a time. Product and sum are
    // rounded as in the loop, so windows equal the whole bit for bit. Returns how many samples are done.
    private static int LoopPairs(ReadOnlySpan<byte> bytes, int parity, double scale, double shift, double missing, Span<double> target)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        // the 12 bits go to the top of an integer, whose shift downwards keeps the sign
        var low = parity == 0 ? Vector128.Create((byte)255, 255, 0, 1, 255, 255, 3, 4, 255, 255, 6, 7, 255, 255, 9, 10) : Vector128.Create((byte)255, 255, 2, 255, 255, 255, 5, 255, 255, 255, 8, 255, 255, 255, 11, 255);
        var high = parity == 0 ? Vector128<byte>.AllBitsSet : Vector128.Create((byte)255, 255, 255, 1, 255, 255, 255, 4, 255, 255, 255, 7, 255, 255, 255, 10);
        var highBits = Vector128.Create(0xF0000000).AsInt32();
        var (scales, shifts, absent) = (Vector256.Create(scale), Vector256.Create(shift), Vector256.Create(missing));
        var done = 0;
        for (; done <= target.Length - 4 && (3 * done) + 16 <= bytes.Length; done += 4)
        {
            var packed = Unsafe.ReadUnaligned<Vector128<byte>>(ref Unsafe.Add(ref start, (nint)(3 * done)));
            var top = Vector128.ShiftLeft(Ssse3.Shuffle(packed, low).AsInt32(), 4) | (Ssse3.Shuffle(packed, high).AsInt32() & highBits);
            var digital = Avx.ConvertToVector256Double(Vector128.ShiftRightArithmetic(top, 20));
            Vector256.ConditionalSelect(Vector256.Equals(digital, absent), Vector256.Create(double.NaN), (digital * scales) + shifts).CopyTo(target[done..]);
        }

        return done;
    }

    private interface IPacking
    {
        /// <summary>The byte behind those of a sample; it grows with the index.</summary>
        static abstract int End(int index);

        static abstract int Sample(ref byte start, int index);
    }

    // The middle byte of three holds the high nibbles of both samples: of the first the low one, of the second the high one.
    private readonly struct Packing212 : IPacking
    {
        public static int End(int index) => index + (index >> 1) + 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int Sample(ref byte start, int index)
        {
            int pair = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref start, index + (index >> 1)));
            return (((index & 1) == 0 ? pair : (pair >> 8) | ((pair & 0xF0) << 4)) << 20) >> 20;
        }
    }

    // Bits 1 to 10 of each of two words; the third sample is made of the five high bits of both, the first word's being the low ones.
    private readonly struct Packing310 : IPacking
    {
        public static int End(int index) => (4 * (index / 3)) + (index % 3 == 0 ? 2 : 4);

        public static int Sample(ref byte start, int index)
        {
            var (group, place) = Math.DivRem(index, 3);
            int Word(ref byte at, int number) => Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref at, (4 * group) + (2 * number)));
            var raw = place < 2 ? Word(ref start, place) >> 1 : (Word(ref start, 0) >> 11) | ((Word(ref start, 1) >> 11) << 5);
            return (raw << 22) >> 22;
        }
    }

    // Bits 0 to 9, 10 to 19 and 20 to 29 of four bytes.
    private readonly struct Packing311 : IPacking
    {
        public static int End(int index) => (4 * (index / 3)) + (index % 3 == 0 ? 2 : 4);

        public static int Sample(ref byte start, int index)
        {
            var (group, place) = Math.DivRem(index, 3);
            ref var at = ref Unsafe.Add(ref start, 4 * group);
            var word = place == 0 ? Unsafe.ReadUnaligned<ushort>(ref at) : Unsafe.ReadUnaligned<uint>(ref at);
            return ((int)(word >> (10 * place)) << 22) >> 22;
        }
    }
}
