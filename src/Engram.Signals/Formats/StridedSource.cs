namespace Engram.Signals.Formats;

/// <summary>
/// Samples at regular places of a file: blocks of equal size, in each a stretch of every channel. EDF records, multiplexed frames
/// (one block, a stride of a frame) and one channel after another (one block, a stride of a sample) are all of this form.
/// </summary>
internal sealed class StridedSource(SignalFile file, long start, long blockBytes, int samplesPerBlock, long sampleCount, ChannelLayout[] channels) : ISampleSource
{
    // Decoding in tiles of so many samples keeps the bytes of a multiplexed stretch in the cache while each channel walks over them.
    private const int Tile = 512;

    // Below this many samples a second thread costs more than it saves.
    private const long ParallelThreshold = 1 << 19;

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

    public void Read(ReadOnlySpan<int> picked, long first, double[][] rows, int offset, int count)
    {
        var tile = samplesPerBlock <= 4 * Tile ? samplesPerBlock : Tile;
        if ((long)count * picked.Length < ParallelThreshold)
        {
            ReadTiles(picked, first, rows, offset, count, tile);
            return;
        }

        var copy = picked.ToArray();
        var chunk = (int)Math.Max(tile, ((count / (4L * Environment.ProcessorCount)) + tile - 1) / tile * tile);
        Parallel.For(0, (count + chunk - 1) / chunk, i =>
        {
            var at = i * chunk;
            ReadTiles(copy, first + at, rows, offset + at, Math.Min(chunk, count - at), tile);
        });
    }

    private void ReadTiles(ReadOnlySpan<int> picked, long first, double[][] rows, int offset, int count, int tile)
    {
        while (count > 0)
        {
            var length = (int)Math.Min(count, tile - (first % tile));
            for (var i = 0; i < picked.Length; i++)
                Read(picked[i], first, rows[i].AsSpan(offset, length));
            (first, offset, count) = (first + length, offset + length, count - length);
        }
    }
}
