using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    public void Read(int channel, long first, Span<double> target) => Read(channels[channel], first, target);

    private void Read(in ChannelLayout layout, long first, Span<double> target)
    {
        if (target.Length == 0)
            return;
        var (groupSamples, groupBytes) = format == 212 ? (2, 3) : (3, 4);
        var place = layout.Offset;
        long IndexOf(long sample) => (sample / perFrame * frameSamples) + place + (sample % perFrame);
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

    public void Read(ReadOnlySpan<int> picked, long first, double[][] rows, int offset, int count)
    {
        if (!IsPairs || picked.Length != 2 || channels[picked[0]].Offset == channels[picked[1]].Offset)
        {
            TiledReading.Read(this, picked, first, rows, offset, count, Tile);
            return;
        }

        var (a, b) = channels[picked[0]].Offset == 0 ? (0, 1) : (1, 0);
        var (layoutA, layoutB) = (channels[picked[a]], channels[picked[b]]);
        TiledReading.ForChunks(count, 2, Tile, (at, length) =>
        {
            var targetA = rows[a].AsSpan(offset + at, length);
            var targetB = rows[b].AsSpan(offset + at, length);
            var done = WfdbPairs.Decode(Pairs(first + at, length), layoutA, layoutB, targetA, targetB);
            Read(layoutA, first + at + done, targetA[done..]);
            Read(layoutB, first + at + done, targetB[done..]);
            GC.KeepAlive(file);
        });
    }

    /// <summary>The sum of a channel's stored numbers modulo 2³²; of it a header carries the lower half.</summary>
    /// <param name="channel">Channel index.</param>
    public int Sum(int channel)
    {
        var layout = channels[channel] with { Scale = 1, Shift = 0, Missing = null };
        long done = 0;
        var sum = 0;
        if (IsPairs)
        {
            for (int count; (count = (int)Math.Min(SampleCount - done, int.MaxValue / 4)) >= WfdbPairs.Count; done += count - (count % WfdbPairs.Count))
            {
                sum += WfdbPairs.Sum(Pairs(done, count), (int)layout.Offset, count - (count % WfdbPairs.Count));
                GC.KeepAlive(file);
            }
        }

        var rest = new double[(int)Math.Min(Tile, SampleCount - done)];
        for (; done < SampleCount; done += rest.Length)
        {
            var window = rest.AsSpan(0, (int)Math.Min(rest.Length, SampleCount - done));
            Read(layout, done, window);
            foreach (var value in window)
                sum += (int)value;
        }

        return sum;
    }

    // two signals of one sample a frame, the commonest case of format 212
    private bool IsPairs => format == 212 && frameSamples == 2 && perFrame == 1;

    private ReadOnlySpan<byte> Pairs(long first, int count) => file.Slice(start + (3 * first), 3L * count, "samples");

    // Index is the place of the first sample in the bytes, within its place among the channel's samples of a frame.
    private void Loop<TPacking>(ReadOnlySpan<byte> bytes, int index, int within, in ChannelLayout layout, Span<double> target)
        where TPacking : struct, IPacking
    {
        var (scale, shift, missing, skip) = (layout.Scale, layout.Shift, layout.Missing ?? double.NaN, frameSamples - perFrame);
        var last = index + target.Length - 1 + ((within + target.Length - 1) / perFrame * (long)skip);
        if (last > int.MaxValue || TPacking.End((int)last) > bytes.Length)
            throw new ArgumentException($"Expected bytes up to sample {last}, got {bytes.Length} bytes.", nameof(bytes));
        ref var start = ref MemoryMarshal.GetReference(bytes); // the check above covers every read below
        for (var i = 0; i < target.Length; i++)
        {
            double digital = TPacking.Sample(ref start, index);
            target[i] = digital == missing ? double.NaN : (scale * digital) + shift;
            index++;
            if (++within == perFrame)
                (within, index) = (0, index + skip);
        }
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
