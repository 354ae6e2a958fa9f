namespace Engram.Signals;

public sealed partial class Recording
{
    /// <summary>Recordings one after another; channels and sampling rates must agree. The joints are annotated <c>boundary</c>.</summary>
    /// <param name="parts">At least one, in order of time.</param>
    /// <exception cref="ArgumentException">Channels or rates differ.</exception>
    public static Recording Concatenate(params IReadOnlyList<Recording> parts)
    {
        var first = parts[0];
        var annotations = new List<Annotation>();
        double time = 0;
        foreach (var part in parts)
        {
            if (part.SamplingRate != first.SamplingRate || !part.Channels.Select(c => c.Name).SequenceEqual(first.Channels.Select(c => c.Name)))
                throw new ArgumentException($"Recordings to be joined must have the same channels and sampling rate; {part.Provenance.Source} differs from {first.Provenance.Source}.", nameof(parts));
            if (time > 0)
                annotations.Add(new(time, 0, "boundary"));
            annotations.AddRange(part.Annotations.Shift(time));
            time += part.Duration;
        }

        // channels at other rates are joined too, where every part has them
        Recording[] others = parts.All(p => p.OtherRates.Count == first.OtherRates.Count) ? [.. first.OtherRates.Select((_, i) => Concatenate([.. parts.Select(p => p.OtherRates[i])]))] : [];
        return first.Derive(new SegmentedSource(first.Channels.Count, [.. parts.Select(p => ((ISampleSource?)p.source, p.SampleCount))]), first.Channels,
            $"concatenate({string.Join(", ", parts.Select(p => p.Provenance.Source))})", new Annotations(annotations), otherRates: others);
    }

    /// <summary>Other names for channels.</summary>
    /// <param name="names">New name by old name; case does not matter.</param>
    /// <exception cref="ArgumentException">An old name is not a channel, or two channels would share a name.</exception>
    public Recording Rename(IReadOnlyDictionary<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var channels = Channels.ToArray();
        foreach (var (old, name) in names)
            channels[IndexOf(old)] = Channels[IndexOf(old)] with { Name = name };
        return channels.Select(c => c.Name).Distinct().Count() < Channels.Select(c => c.Name).Distinct().Count()
            ? throw new ArgumentException("Two channels would have the same name.", nameof(names))
            : Derive(source, channels, $"rename({string.Join(", ", names.Select(n => $"{n.Key} -> {n.Value}"))})");
    }

    /// <summary>Says what channels measure.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="names">Channel names; all channels when none is given.</param>
    /// <exception cref="ArgumentException">A name is not a channel.</exception>
    public Recording WithKind(ChannelKind kind, params string[] names) =>
        Change(names, c => c with { Kind = kind }, $"kind {kind}({string.Join(", ", names)})");

    /// <summary>Marks channels as bad.</summary>
    /// <param name="names">Channel names.</param>
    /// <exception cref="ArgumentException">A name is not a channel.</exception>
    public Recording MarkBad(params string[] names) => names.Length == 0 ? this : Change(names, c => c with { IsBad = true }, $"bad({string.Join(", ", names)})");

    /// <summary>Puts sensors at the positions of a montage; channels that it does not name keep what they have.</summary>
    /// <param name="montage">Positions in metres by name; case and the old names T3, T4, T5, T6 do not matter.</param>
    public Recording WithMontage(Montage montage)
    {
        ArgumentNullException.ThrowIfNull(montage);
        return Derive(source, [.. Channels.Select(c => montage.TryFind(c.Name, out var at) ? c with { Geometry = new(at) { Frame = montage.Frame } } : c)], $"montage({montage.Name})");
    }

    /// <summary>Other annotations on the same samples.</summary>
    /// <param name="annotations">Events, in seconds from the start.</param>
    public Recording WithAnnotations(Annotations annotations) => Derive(source, Channels, "annotate", annotations);

    /// <summary>The moments at which the code on a trigger channel rises from 0 or changes to another value above 0.</summary>
    /// <param name="channel">Name of the trigger channel.</param>
    /// <param name="mask">Bits that carry the code; the low 16 of a BioSemi status channel.</param>
    /// <returns>Annotations whose text is the code in decimal.</returns>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public Annotations FindEvents(string channel, int mask = 0xFFFF)
    {
        var index = IndexOf(channel);
        var found = new List<Annotation>();
        var block = new double[(int)Math.Min(65536, SampleCount)];
        var last = 0L;
        for (long at = 0; at < SampleCount; at += block.Length)
        {
            var window = block.AsSpan(0, (int)Math.Min(block.Length, SampleCount - at));
            source.Read(index, at, window);
            for (var i = 0; i < window.Length; i++)
            {
                var code = double.IsFinite(window[i]) ? (long)Math.Clamp(window[i], long.MinValue, long.MaxValue) & mask : 0;
                if (code != last && code != 0)
                    found.Add(new((at + i) / SamplingRate, 0, $"{code}"));
                last = code;
            }
        }

        return new(found);
    }

    private Recording Change(string[] names, Func<Channel, Channel> change, string operation)
    {
        var channels = Channels.ToArray();
        foreach (var i in names.Length == 0 ? Enumerable.Range(0, channels.Length) : names.Select(IndexOf))
            channels[i] = change(channels[i]);
        return Derive(source, channels, operation);
    }
}
