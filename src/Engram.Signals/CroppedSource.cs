namespace Engram.Signals;

/// <summary>A stretch of another source.</summary>
internal sealed class CroppedSource(ISampleSource source, long offset, long count) : ISampleSource
{
    public int ChannelCount => source.ChannelCount;

    public long SampleCount => count;

    public void Read(int channel, long start, Span<double> target) => source.Read(channel, offset + start, target);

    public void Read(ReadOnlySpan<int> channels, long start, double[][] rows, int at, int samples) => source.Read(channels, offset + start, rows, at, samples);
}
