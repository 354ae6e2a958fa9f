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
        ForChunks(count, copy.Length, tile, (at, length) => ReadTiles(source, copy, first + at, rows, offset + at, length, tile));
    }

    /// <summary>Runs a body over a range: in one piece where it is short or there is one processor, else in pieces that go side by side.</summary>
    /// <param name="count">Samples of the range.</param>
    /// <param name="width">Channels, which the work of a sample grows with.</param>
    /// <param name="unit">Pieces are multiples of it.</param>
    /// <param name="body">First sample and number of samples.</param>
    public static void ForChunks(int count, int width, int unit, Action<int, int> body)
    {
        if (Environment.ProcessorCount == 1 || (long)count * width < ParallelThreshold)
        {
            body(0, count);
            return;
        }

        var chunk = (int)Math.Max(unit, ((count / (4L * Environment.ProcessorCount)) + unit - 1) / unit * unit);
        Parallel.For(0, (count + chunk - 1) / chunk, i => body(i * chunk, Math.Min(chunk, count - (i * chunk))));
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
