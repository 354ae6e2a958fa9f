namespace Engram.Signals.Formats;

/// <summary>
/// WFDB records (PhysioNet): a text header, signal files in formats 8, 16, 24, 32, 61, 80, 160, 212, 310, 311, records of several
/// segments, annotation files. The checksums of the header are verified, modulo 65536.
/// </summary>
public sealed class WfdbReader : IFormatReader<Recording>
{
    private const int DeepestNesting = 4;

    /// <inheritdoc/>
    public string Name => "WFDB";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".hea"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => false;

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public Recording Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var recording = ReadRecord(file, 0);
        var annotations = file.Companion(Path.ChangeExtension(file.Name, ".atr"));
        // annotation times count frames; a signal with several samples a frame has a higher rate
        return annotations is null ? recording : Annotate(recording, WfdbAnnotations.Read(annotations, WfdbHeader.Read(file).FrameRate, [.. recording.Channels.Select(c => c.Name)]));
    }

    /// <summary>Reads an annotation file (<c>.atr</c>, <c>.qrs</c> …).</summary>
    /// <param name="path">The file.</param>
    /// <param name="samplingRate">Frames per second of the record that it belongs to; a rate in the file itself wins.</param>
    /// <exception cref="SignalFormatException">The file ends inside an entry.</exception>
    public static Annotations ReadAnnotations(string path, double samplingRate) => WfdbAnnotations.Read(SignalFile.Open(path), samplingRate, []);

    private static Recording Annotate(Recording recording, Annotations annotations) => new(recording.Source, recording.Channels, recording.SamplingRate, annotations, recording.Provenance)
    {
        StartTime = recording.StartTime,
        Metadata = recording.Metadata,
        OtherRates = [.. recording.OtherRates.Select(o => Annotate(o, annotations))],
    };

    private static Recording ReadRecord(SignalFile file, int depth)
    {
        var header = WfdbHeader.Read(file);
        return header.Segments.Count == 0 ? ReadSimple(file, header) : ReadSegments(file, header, depth);
    }

    private static Recording ReadSimple(SignalFile file, WfdbHeader header)
    {
        var warnings = new List<string>();
        var rates = WfdbSignals.Open(file, header, warnings);
        var metadata = Metadata(header);
        Recording Build((int PerFrame, ISampleSource Source, int[] Signals) rate, IReadOnlyList<Recording> others) =>
            new(rate.Source, [.. rate.Signals.Select(i => header.Signals[i].Channel)], header.FrameRate * rate.PerFrame, Annotations.None, file.ToProvenance(warnings))
            {
                StartTime = header.Start,
                Metadata = metadata,
                OtherRates = others,
            };
        return double.IsFinite(header.FrameRate * rates[0].PerFrame)
            ? Build(rates[0], [.. rates.Skip(1).Select(r => Build(r, []))])
            : throw new SignalFormatException(file.Name, 1, "sampling rate", "the rate of a signal is not finite");
    }

    private static Recording ReadSegments(SignalFile file, WfdbHeader header, int depth)
    {
        if (depth >= DeepestNesting)
            throw new SignalFormatException(file.Name, 1, "segments", $"segments are nested deeper than {DeepestNesting} levels");
        var warnings = new List<string>();
        var segments = new List<(Recording? Recording, long Frames, string Name)>();
        IReadOnlyList<Channel>? layout = null;
        foreach (var (i, (name, frames)) in header.Segments.Index())
        {
            if (name == "~")
            {
                segments.Add((null, frames, name));
                continue;
            }

            var segmentFile = file.Companion($"{name}.hea") ?? throw new SignalFormatException(file.Name, i + 2, "segment", $"names the segment '{name}', whose header is not beside it");
            if (i == 0 && frames == 0)
            {
                layout = [.. WfdbHeader.Read(segmentFile).Signals.Select(s => s.Channel)]; // a layout header: no samples, all channels
                continue;
            }

            var part = ReadRecord(segmentFile, depth + 1);
            warnings.AddRange(part.Provenance.Warnings);
            segments.Add((part, frames, name));
        }

        var first = segments.Find(s => s.Recording is not null).Recording ?? throw new SignalFormatException(file.Name, 1, "segments", "every segment is a gap");
        layout ??= first.Channels;
        var parts = new List<(ISampleSource?, long)>();
        foreach (var (part, frames, name) in segments)
        {
            if (part is null)
            {
                parts.Add((null, frames));
                continue;
            }

            if (part.SamplingRate != first.SamplingRate || part.OtherRates.Count > 0)
                throw new SignalFormatException(file.Name, 1, "segment", $"expected one sampling rate in all segments; '{name}' has {part.SamplingRate} Hz{(part.OtherRates.Count > 0 ? " and others" : "")}");
            var indices = layout.Select(c => part.Channels.Find(c.Name)).ToArray();
            var length = Math.Min(part.SampleCount, frames);
            parts.Add((new CombinedSource(part.SampleCount, Array.ConvertAll(indices, i => i < 0 ? ((ISampleSource?)null, 0) : (part.Source, i))), length));
            if (length < frames)
                parts.Add((null, frames - length)); // what a short segment lacks stays a gap, so that later segments keep their time
        }

        return new(new SegmentedSource(layout.Count, parts), layout, first.SamplingRate, Annotations.None, file.ToProvenance(warnings)) { StartTime = header.Start, Metadata = Metadata(header) };
    }

    private static Dictionary<string, string> Metadata(WfdbHeader header)
    {
        var data = new Dictionary<string, string>();
        var free = new List<string>();
        foreach (var comment in header.Comments)
        {
            var colon = comment.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && colon < 40)
                data[comment[..colon].Trim(' ', '<', '>')] = comment[(colon + 1)..].Trim();
            else
                free.Add(comment);
        }

        if (free.Count > 0)
            data["comments"] = string.Join('\n', free);
        return data;
    }
}
