namespace Engram.Signals;

/// <summary>Some channels of another source.</summary>
internal sealed class PickedSource(ISampleSource source, int[] indices) : ISampleSource
{
    public int ChannelCount => indices.Length;

    public long SampleCount => source.SampleCount;

    public void Read(int channel, long start, Span<double> target) => source.Read(indices[channel], start, target);

    public void Read(ReadOnlySpan<int> channels, long start, double[][] rows, int offset, int count)
    {
        var inner = new int[channels.Length];
        for (var i = 0; i < inner.Length; i++)
            inner[i] = indices[channels[i]];
        source.Read(inner, start, rows, offset, count);
    }
}
