using System.Numerics.Tensors;

namespace Engram.Signals;

/// <summary>Samples held in memory in single precision.</summary>
/// <param name="samples">[channel][time], rows of equal length.</param>
internal sealed class SinglePrecisionSource(float[][] samples) : ISampleSource
{
    public int ChannelCount => samples.Length;

    public long SampleCount => samples.Length == 0 ? 0 : samples[0].Length;

    public void Read(int channel, long start, Span<double> target) =>
        TensorPrimitives.ConvertTruncating<float, double>(samples[channel].AsSpan((int)start, target.Length), target);
}
