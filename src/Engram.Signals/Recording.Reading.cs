using System.Numerics.Tensors;

namespace Engram.Signals;

public sealed partial class Recording
{
    // Samples of a channel that are converted to single precision at once.
    private const int ConversionBlock = 2048;

    /// <summary>All samples, [channel][time], in SI units.</summary>
    /// <exception cref="InvalidOperationException">There are more samples than an array holds.</exception>
    public double[][] Read() => SampleCount <= Array.MaxLength
        ? Read(0, (int)SampleCount)
        : throw new InvalidOperationException($"{SampleCount} samples a channel do not fit an array; crop the recording or read it in windows.");

    /// <summary>A window of samples, [channel][time], in SI units.</summary>
    /// <param name="start">First sample.</param>
    /// <param name="count">Number of samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window reaches outside the recording.</exception>
    public double[][] Read(long start, int count)
    {
        RequireInside(start, count);
        var rows = new double[Channels.Count][];
        var all = new int[rows.Length];
        for (var channel = 0; channel < rows.Length; channel++)
        {
            rows[channel] = GC.AllocateUninitializedArray<double>(count);
            all[channel] = channel;
        }

        source.Read(all, start, rows, 0, count);
        return rows;
    }

    /// <summary>A window of samples in single precision, [channel][time], in SI units.</summary>
    /// <param name="start">First sample.</param>
    /// <param name="count">Number of samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window reaches outside the recording.</exception>
    public float[][] ReadSingle(long start, int count)
    {
        RequireInside(start, count);
        var rows = new float[Channels.Count][];
        var buffers = new double[rows.Length][];
        var all = new int[rows.Length];
        for (var channel = 0; channel < rows.Length; channel++)
        {
            rows[channel] = GC.AllocateUninitializedArray<float>(count);
            buffers[channel] = new double[Math.Min(ConversionBlock, count)];
            all[channel] = channel;
        }

        for (var at = 0; at < count; at += ConversionBlock)
        {
            var length = Math.Min(ConversionBlock, count - at);
            source.Read(all, start + at, buffers, 0, length);
            for (var channel = 0; channel < rows.Length; channel++)
                TensorPrimitives.ConvertTruncating<double, float>(buffers[channel].AsSpan(0, length), rows[channel].AsSpan(at));
        }

        return rows;
    }

    /// <summary>Fills a span with samples of one channel, without allocating.</summary>
    /// <param name="channel">Channel index.</param>
    /// <param name="start">First sample.</param>
    /// <param name="target">Receives the samples, in SI units.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channel or the window lies outside the recording.</exception>
    public void Read(int channel, long start, Span<double> target)
    {
        if ((uint)channel >= (uint)Channels.Count)
            throw new ArgumentOutOfRangeException(nameof(channel), $"Expected a channel from 0 to {Channels.Count - 1}, got {channel}.");
        RequireInside(start, target.Length);
        source.Read(channel, start, target);
    }

    /// <summary>The same recording with its samples held in memory.</summary>
    /// <param name="precision">Double keeps every bit; single takes half the memory.</param>
    public Recording Preload(SamplePrecision precision = SamplePrecision.Double) => precision == SamplePrecision.Double
        ? Derive(new MemorySource(Read()), Channels, "")
        : Derive(new SinglePrecisionSource(ReadSingle(0, checked((int)SampleCount))), Channels, "single precision");

    /// <summary>A recording with other samples on the same channels and time axis; processing steps return their results through it.</summary>
    /// <param name="samples">[channel][time], in SI units.</param>
    /// <param name="operation">What made them, for the provenance.</param>
    public Recording WithSamples(double[][] samples, string operation) => Derive(new MemorySource(samples), Channels, operation);

    /// <summary>A recording with other samples and channels on the same time axis (re-referencing, bipolar derivations, components).</summary>
    /// <param name="samples">[channel][time], in SI units.</param>
    /// <param name="channels">One entry for each row.</param>
    /// <param name="operation">What made them, for the provenance.</param>
    /// <exception cref="ArgumentException">The counts do not agree.</exception>
    public Recording WithSamples(double[][] samples, IReadOnlyList<Channel> channels, string operation) => Derive(new MemorySource(samples), channels, operation);

    /// <summary>A recording of the same channels at another sampling rate.</summary>
    /// <param name="samples">[channel][time], in SI units.</param>
    /// <param name="samplingRate">Samples per second (Hz).</param>
    /// <param name="operation">What made them, for the provenance.</param>
    public Recording WithSamples(double[][] samples, double samplingRate, string operation) =>
        new(new MemorySource(samples), Channels, samplingRate, Annotations, Provenance.With(operation)) { StartTime = StartTime, Metadata = Metadata, OtherRates = OtherRates, Digitization = Digitization };

    private void RequireInside(long start, int count)
    {
        if (start < 0 || count < 0 || start > SampleCount - count)
            throw new ArgumentOutOfRangeException(nameof(start), $"Expected a window inside the {SampleCount} samples, got [{start}, {start + count}).");
    }
}
