namespace Engram.Signals.Formats;

/// <summary>
/// Reads a window of several channels in tiles of time: the bytes of a tile, in which the channels alternate, stay in the cache while each
/// channel is taken out of them. Large windows are shared between the processors.
/// </summary>
internal static class TiledReading
{
    // Below this many samples a second thread costs more than it saves.
    private const long ParallelThreshold = 1 << 19;

    public static void Read(ISampleSource source, ReadOnlySpan<int> picked, long first, double[][] rows, int offset, int count, int tile)
    {
        if ((long)count * picked.Length < ParallelThreshold)
        {
            ReadTiles(source, picked, first, rows, offset, count, tile);
            return;
        }

        var copy = picked.ToArray();
        var chunk = (int)Math.Max(tile, ((count / (4L * Environment.ProcessorCount)) + tile - 1) / tile * tile);
        Parallel.For(0, (count + chunk - 1) / chunk, i =>
        {
            var at = i * chunk;
            ReadTiles(source, copy, first + at, rows, offset + at, Math.Min(chunk, count - at), tile);
        });
    }

    private static void ReadTiles(ISampleSource source, ReadOnlySpan<int> picked, long first, double[][] rows, int offset, int count, int tile)
    {
        while (count > 0)
        {
            var length = (int)Math.Min(count, tile - (first % tile));
            for (var i = 0; i < picked.Length; i++)
                source.Read(picked[i], first, rows[i].AsSpan(offset, length));
            (first, offset, count) = (first + length, offset + length, count - length);
        }
    }
}
