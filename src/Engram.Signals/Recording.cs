namespace Engram.Signals;

/// <summary>
/// A continuous multi-channel recording: samples in SI units (volts for electrical channels), one row for each channel.
/// Samples are read from the source (most often a memory-mapped file) when they are asked for; nothing changes in place.
/// </summary>
public sealed partial class Recording
{
    private readonly ISampleSource source;

    /// <summary>Makes a recording over a source of samples.</summary>
    /// <param name="source">Where samples come from.</param>
    /// <param name="channels">One entry for each channel of the source.</param>
    /// <param name="samplingRate">Samples per second and channel (Hz), above 0.</param>
    /// <param name="annotations">Events, in seconds from the start.</param>
    /// <param name="provenance">Where the recording came from and what was done to it.</param>
    /// <exception cref="ArgumentException">The counts do not agree or the rate is not positive.</exception>
    public Recording(ISampleSource source, IReadOnlyList<Channel> channels, double samplingRate, Annotations annotations, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(channels);
        if (channels.Count != source.ChannelCount)
            throw new ArgumentException($"Expected {source.ChannelCount} channels, got {channels.Count}.", nameof(channels));
        if (!(samplingRate > 0) || !double.IsFinite(samplingRate))
            throw new ArgumentException($"Expected a sampling rate above 0 Hz, got {samplingRate}.", nameof(samplingRate));
        this.source = source;
        Channels = channels;
        SamplingRate = samplingRate;
        Annotations = annotations;
        Provenance = provenance;
    }

    /// <summary>A recording of samples in memory.</summary>
    /// <param name="samples">[channel][time], in SI units, rows of equal length.</param>
    /// <param name="channels">One entry for each row.</param>
    /// <param name="samplingRate">Samples per second and channel (Hz), above 0.</param>
    /// <param name="annotations">Events, in seconds from the start.</param>
    /// <param name="sourceName">Name of the simulation or computation, for the provenance.</param>
    /// <exception cref="ArgumentException">Rows differ in length, or the counts do not agree.</exception>
    public static Recording FromSamples(double[][] samples, IReadOnlyList<Channel> channels, double samplingRate, Annotations? annotations = null, string sourceName = "samples")
    {
        RequireEqualRows(samples);
        return new(new MemorySource(samples), channels, samplingRate, annotations ?? Annotations.None, Provenance.Of(sourceName));
    }

    /// <inheritdoc cref="FromSamples(double[][], IReadOnlyList{Channel}, double, Annotations?, string)"/>
    public static Recording FromSamples(float[][] samples, IReadOnlyList<Channel> channels, double samplingRate, Annotations? annotations = null, string sourceName = "samples")
    {
        RequireEqualRows(samples);
        return new(new SinglePrecisionSource(samples), channels, samplingRate, annotations ?? Annotations.None, Provenance.Of(sourceName));
    }

    /// <summary>The channels, in the order of the rows of <see cref="Read()"/>.</summary>
    public IReadOnlyList<Channel> Channels { get; }

    /// <summary>Samples per second and channel (Hz).</summary>
    public double SamplingRate { get; }

    /// <summary>Samples in each channel.</summary>
    public long SampleCount => source.SampleCount;

    /// <summary>Length in seconds.</summary>
    public double Duration => SampleCount / SamplingRate;

    /// <summary>Events, in seconds from the start.</summary>
    public Annotations Annotations { get; private init; }

    /// <summary>The file, its checksum and the operations applied since.</summary>
    public Provenance Provenance { get; private init; }

    /// <summary>When the first sample was taken, by the clock of the recording device; null where the file does not say.</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>What else the file says: subject, device, comments and the like, by the format's own names.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Channels of the same file with other sampling rates (respiration beside EEG), one recording for each rate;
    /// this recording holds the channels of the highest.
    /// </summary>
    public IReadOnlyList<Recording> OtherRates { get; init; } = [];

    /// <summary>Points digitised on the head (fiducials and head shape), where the file holds them.</summary>
    public Montage? Digitization { get; init; }

    internal ISampleSource Source => source;

    /// <inheritdoc/>
    public override string ToString() =>
        $"Recording: {Channels.Count} channels, {Duration:0.##} s at {SamplingRate:0.##} Hz, {Annotations.Count} annotations{(OtherRates.Count > 0 ? $", {OtherRates.Sum(o => o.Channels.Count)} channels at other rates" : "")} ({Provenance.Source})";

    private static void RequireEqualRows<T>(T[][] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Any(row => row.Length != samples[0].Length))
            throw new ArgumentException($"Expected rows of equal length, got {string.Join(", ", samples.Select(row => row.Length).Distinct())}.", nameof(samples));
    }

    private Recording Derive(ISampleSource newSource, IReadOnlyList<Channel> channels, string operation, Annotations? annotations = null, DateTime? startTime = null, IReadOnlyList<Recording>? otherRates = null) =>
        new(newSource, channels, SamplingRate, annotations ?? Annotations, operation.Length == 0 ? Provenance : Provenance.With(operation))
        {
            StartTime = startTime ?? StartTime,
            Metadata = Metadata,
            OtherRates = otherRates ?? OtherRates,
            Digitization = Digitization,
        };
}
