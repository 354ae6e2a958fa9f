namespace Engram.Signals;

/// <summary>
/// A continuous multi-channel recording: samples in SI units (volts for electrical channels), one row for each channel.
/// Samples are read from the source when they are asked for.
/// </summary>
public sealed class Recording
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
        if (!(samplingRate > 0))
            throw new ArgumentException($"Expected a sampling rate above 0 Hz, got {samplingRate}.", nameof(samplingRate));
        this.source = source;
        Channels = channels;
        SamplingRate = samplingRate;
        Annotations = annotations;
        Provenance = provenance;
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
    public Annotations Annotations { get; }

    /// <summary>The file, its checksum and the operations applied since.</summary>
    public Provenance Provenance { get; }

    /// <summary>All samples, [channel][time], in SI units.</summary>
    public double[][] Read() => Read(0, checked((int)SampleCount));

    /// <summary>A window of samples, [channel][time], in SI units.</summary>
    /// <param name="start">First sample.</param>
    /// <param name="count">Number of samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window reaches outside the recording.</exception>
    public double[][] Read(long start, int count)
    {
        if (start < 0 || count < 0 || start + count > SampleCount)
            throw new ArgumentOutOfRangeException(nameof(start), $"Expected a window inside the {SampleCount} samples, got [{start}, {start + count}).");
        var rows = new double[Channels.Count][];
        for (var channel = 0; channel < rows.Length; channel++)
        {
            rows[channel] = new double[count];
            source.Read(channel, start, rows[channel]);
        }

        return rows;
    }

    /// <summary>The same recording with only some channels, in the order asked for.</summary>
    /// <param name="names">Channel names; case does not matter.</param>
    /// <exception cref="ArgumentException">A name is not a channel of this recording.</exception>
    public Recording Pick(params string[] names)
    {
        var indices = Array.ConvertAll(names, name => IndexOf(name));
        return new(new PickedSource(source, indices), [.. indices.Select(i => Channels[i])], SamplingRate, Annotations, Provenance.With($"pick({string.Join(", ", names)})"));
    }

    /// <summary>The part between two times.</summary>
    /// <param name="from">Start in seconds.</param>
    /// <param name="to">End in seconds (not included).</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is empty or reaches outside the recording.</exception>
    public Recording Crop(double from, double to)
    {
        var first = (long)Math.Round(from * SamplingRate);
        var last = (long)Math.Round(to * SamplingRate);
        if (first < 0 || last > SampleCount || first >= last)
            throw new ArgumentOutOfRangeException(nameof(from), $"Expected 0 <= from < to <= {Duration} s, got {from} and {to}.");
        return new(new CroppedSource(source, first, last - first), Channels, SamplingRate, Annotations.Crop(from, to), Provenance.With($"crop({from}, {to})"));
    }

    /// <summary>The same recording with its samples held in memory.</summary>
    public Recording Preload() => new(new MemorySource(Read()), Channels, SamplingRate, Annotations, Provenance);

    /// <summary>A recording with other samples on the same channels and time axis.</summary>
    /// <param name="samples">[channel][time], in SI units.</param>
    /// <param name="operation">What made them, for the provenance.</param>
    public Recording WithSamples(double[][] samples, string operation) =>
        new(new MemorySource(samples), Channels, SamplingRate, Annotations, Provenance.With(operation));

    /// <summary>The index of a channel by its name; case does not matter.</summary>
    /// <param name="name">Channel name.</param>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Channels.Count; i++)
        {
            if (string.Equals(Channels[i].Name, name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        throw new ArgumentException($"No channel '{name}'. The channels are: {string.Join(", ", Channels.Select(c => c.Name))}.", nameof(name));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Recording: {Channels.Count} channels, {Duration:0.##} s at {SamplingRate:0.##} Hz, {Annotations.Count} annotations ({Provenance.Source})";
}
