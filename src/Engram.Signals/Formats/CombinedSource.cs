namespace Engram.Signals.Formats;

/// <summary>Channels gathered from several sources of one length; a channel without a source reads as NaN.</summary>
internal sealed class CombinedSource(long sampleCount, (ISampleSource? Source, int Channel)[] parts) : ISampleSource
{
    public int ChannelCount => parts.Length;

    public long SampleCount => sampleCount;

    public void Read(int channel, long start, Span<double> target)
    {
        if (parts[channel].Source is { } source)
            source.Read(parts[channel].Channel, start, target);
        else
            target.Fill(double.NaN);
    }

    public void Read(ReadOnlySpan<int> channels, long start, double[][] rows, int offset, int count)
    {
        // Neighbours of one source are read together.
        for (var i = 0; i < channels.Length;)
        {
            var source = parts[channels[i]].Source;
            var end = i + 1;
            while (end < channels.Length && ReferenceEquals(parts[channels[end]].Source, source))
                end++;
            if (source is null)
            {
                foreach (var row in rows.AsSpan(i, end - i))
                    row.AsSpan(offset, count).Fill(double.NaN);
            }
            else
            {
                var inner = new int[end - i];
                for (var k = i; k < end; k++)
                    inner[k - i] = parts[channels[k]].Channel;
                source.Read(inner, start, rows[i..end], offset, count);
            }

            i = end;
        }
    }
}
