namespace Engram.Signals;

/// <summary>Some channels of another source.</summary>
internal sealed class PickedSource(ISampleSource source, int[] indices) : ISampleSource
{
    public int ChannelCount => indices.Length;

    public long SampleCount => source.SampleCount;

    public void Read(int channel, long start, Span<double> target) => source.Read(indices[channel], start, target);
}
