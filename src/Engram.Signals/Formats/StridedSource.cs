namespace Engram.Signals.Formats;

/// <summary>
/// Samples at regular places of a file: blocks of equal size, in each a stretch of every channel. EDF records, multiplexed frames
/// (one block, a stride of a frame) and one channel after another (one block, a stride of a sample) are all of this form.
/// </summary>
internal sealed class StridedSource(SignalFile file, long start, long blockBytes, int samplesPerBlock, long sampleCount, ChannelLayout[] channels) : ISampleSource
{
    private const int LongestTile = 2048;
    private const int CacheBytes = 16384; // half of a usual first-level cache


    // Records are tiles of their own; of multiplexed frames as many as the cache holds.
    private int Tile => samplesPerBlock <= LongestTile ? samplesPerBlock : channels.Length == 0 ? LongestTile : Math.Clamp(CacheBytes / channels[0].Stride, 16, LongestTile);

    public int ChannelCount => channels.Length;

    public long SampleCount => sampleCount;

    public void Read(int channel, long first, Span<double> target)
    {
        ref readonly var layout = ref channels[channel];
        var size = SampleDecoder.Size(layout.Encoding);
        while (target.Length > 0)
        {
            var (block, within) = Math.DivRem(first, samplesPerBlock);
            var count = (int)Math.Min(target.Length, samplesPerBlock - within);
            // a span holds 2 GB; wide frames may need more than one
            count = (int)Math.Min(count, 1 + ((int.MaxValue - size) / layout.Stride));
            var bytes = file.Slice(start + (block * blockBytes) + layout.Offset + (within * layout.Stride), ((long)(count - 1) * layout.Stride) + size, "samples");
            SampleDecoder.Decode(bytes, layout, target[..count]);
            target = target[count..];
            first += count;
        }

        GC.KeepAlive(file);
    }

    public void Read(ReadOnlySpan<int> picked, long first, double[][] rows, int offset, int count) =>
        TiledReading.Read(this, picked, first, rows, offset, count, Tile);
}
