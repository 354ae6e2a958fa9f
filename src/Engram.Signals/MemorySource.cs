using System.Numerics.Tensors;

namespace Engram.Signals;

/// <summary>Samples held in memory, in single or double precision.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="samples">[channel][time], rows of equal length.</param>
internal sealed class MemorySource<T>(T[][] samples) : ISampleSource
    where T : struct, System.Numerics.INumberBase<T>
{
    public int ChannelCount => samples.Length;

    public long SampleCount => samples.Length == 0 ? 0 : samples[0].Length;

    public void Read(int channel, long start, Span<double> target) =>
        TensorPrimitives.ConvertTruncating<T, double>(samples[channel].AsSpan((int)start, target.Length), target);
}
