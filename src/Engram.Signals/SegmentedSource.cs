namespace Engram.Signals;

/// <summary>Sources one after another on one time axis; a part without a source is a gap and reads as NaN.</summary>
internal sealed class SegmentedSource : ISampleSource
{
    private readonly (ISampleSource? Source, long Count)[] parts;
    private readonly long[] starts;

    public SegmentedSource(int channelCount, IReadOnlyList<(ISampleSource? Source, long Count)> parts)
    {
        ChannelCount = channelCount;
        this.parts = [.. parts.Where(p => p.Count > 0)];
        starts = new long[this.parts.Length];
        foreach (var (i, part) in this.parts.Index())
        {
            starts[i] = SampleCount;
            SampleCount = checked(SampleCount + part.Count);
        }
    }

    public int ChannelCount { get; }

    public long SampleCount { get; }

    public void Read(int channel, long start, Span<double> target)
    {
        while (target.Length > 0)
        {
            var (part, within, count) = Locate(start, target.Length);
            if (parts[part].Source is { } source)
                source.Read(channel, within, target[..count]);
            else
                target[..count].Fill(double.NaN);
            target = target[count..];
            start += count;
        }
    }

    public void Read(ReadOnlySpan<int> channels, long start, double[][] rows, int offset, int count)
    {
        while (count > 0)
        {
            var (part, within, length) = Locate(start, count);
            if (parts[part].Source is { } source)
            {
                source.Read(channels, within, rows, offset, length);
            }
            else
            {
                for (var i = 0; i < channels.Length; i++)
                    rows[i].AsSpan(offset, length).Fill(double.NaN);
            }

            (start, offset, count) = (start + length, offset + length, count - length);
        }
    }

    private (int Part, long Within, int Count) Locate(long start, int wanted)
    {
        var part = Array.BinarySearch(starts, start);
        part = part < 0 ? ~part - 1 : part;
        var within = start - starts[part];
        return (part, within, (int)Math.Min(wanted, parts[part].Count - within));
    }
}
