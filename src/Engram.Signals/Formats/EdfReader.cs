using System.Globalization;

namespace Engram.Signals.Formats;

/// <summary>
/// EDF, EDF+ (Kemp and Olivan 2003), BDF and BDF+: records of 16- or 24-bit samples, annotations in a channel of their own.
/// Gaps of a discontinuous file (EDF+D) read as NaN and are annotated <c>BAD_gap</c>, so that the time axis stays true.
/// </summary>
/// <param name="variant">Which of the two.</param>
public sealed class EdfReader(EdfVariant variant) : IFormatReader<Recording>
{
    /// <summary>The word with which <see cref="EdfWriter"/> notes the true length in the recording field: the last record may be padded.</summary>
    internal const string LengthNote = "samples=";

    // A file of gaps only would make a recording of any length; this is far above what event recorders leave out.
    private const long LargestGapRatio = 1000;

    /// <inheritdoc/>
    public string Name => variant.ToString().ToUpperInvariant();

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [variant == EdfVariant.Edf ? ".edf" : ".bdf"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => variant == EdfVariant.Edf ? head.StartsWith("0       "u8) : head is [0xFF, (byte)'B', (byte)'I', (byte)'O', ..];

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public Recording Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var header = EdfHeader.Read(file, variant);
        var present = (file.Length - header.DataOffset) / header.RecordBytes;
        var warnings = new List<string>();
        if (header.PromisedRecords < 0)
            warnings.Add($"The header gives no number of records; the file's size allows {present}.");
        else if (present < header.PromisedRecords)
            warnings.Add($"The header promises {header.PromisedRecords} records, the file holds {present}: {header.PromisedRecords - present} records ({(header.PromisedRecords - present) * header.RecordSeconds:0.##} s) are missing.");
        var records = header.PromisedRecords < 0 ? present : Math.Min(present, header.PromisedRecords);

        var found = new List<Annotation>();
        var starts = ReadAnnotations(file, header, records, found);
        var origin = starts.Length > 0 && double.IsFinite(starts[0]) ? starts[0] : 0;
        var annotations = new Annotations(found.Select(a => a with { Onset = a.Onset - origin }));
        if (annotations.Count > 0 && annotations[0].Onset < 0)
            warnings.Add("Some annotations begin before the recording.");
        var metadata = Metadata(header);
        Recording Build(IGrouping<int, EdfSignal> group, int place, IReadOnlyList<Recording> others)
        {
            ISampleSource source = new StridedSource(file, header.DataOffset, header.RecordBytes, group.Key, records * group.Key, [.. group.Select(s => s.Layout)]);
            var rate = group.Key / header.RecordSeconds;
            var events = annotations;
            if (header.IsDiscontinuous)
                source = Spread(file, source, header, starts, group.Key, ref events);
            else if (Length(header, place) is { } length && length < source.SampleCount && source.SampleCount - length < group.Key)
                source = new CroppedSource(source, 0, length);
            return new(source, [.. group.Select(s => s.Channel)], rate, events, file.ToProvenance(warnings)) { StartTime = header.Start, Metadata = metadata, OtherRates = others };
        }

        var groups = header.Signals.Where(s => !s.IsAnnotation && s.SamplesPerRecord > 0).GroupBy(s => s.SamplesPerRecord).OrderByDescending(g => g.Key).ToArray();
        if (groups.Length == 0)
            return new(new MemorySource([]), [], 1, annotations, file.ToProvenance(warnings)) { StartTime = header.Start, Metadata = metadata };
        var (highest, slower) = (groups[0], groups[1..]);
        if (!double.IsFinite(highest.Key / header.RecordSeconds))
            throw new SignalFormatException(file.Name, 244, "record duration", $"expected a duration that gives a finite sampling rate, got {header.RecordSeconds} s");
        return Build(highest, 0, [.. slower.Select((g, i) => Build(g, i + 1, []))]);
    }

    private static Dictionary<string, string> Metadata(EdfHeader header)
    {
        var data = new Dictionary<string, string> { ["patient"] = header.Patient, ["recording"] = header.RecordingId };
        foreach (var group in header.Signals.Where(s => s.Filters.Length > 0).GroupBy(s => s.Filters))
            data[$"filters {group.First().Channel.Name}"] = group.Key;
        return data;
    }

    // how many samples our own writer put into the file before it filled up the last record: one number for each rate, the highest first
    private static long? Length(EdfHeader header, int place) => header.RecordingId.Split(' ').LastOrDefault(w => w.StartsWith(LengthNote, StringComparison.Ordinal)) is { } word
        && word[LengthNote.Length..].Split(',').ElementAtOrDefault(place) is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0 ? length : null;

    // The starts of the records in seconds after the header's start time, NaN where a record does not say.
    private static double[] ReadAnnotations(SignalFile file, EdfHeader header, long records, List<Annotation> found)
    {
        var signals = header.Signals.Where(s => s.IsAnnotation && s.SamplesPerRecord > 0).ToArray();
        if (signals.Length == 0)
            return [];
        var starts = new double[records];
        for (long record = 0; record < records; record++)
        {
            starts[record] = double.NaN;
            foreach (var signal in signals)
            {
                var bytes = file.Slice(header.DataOffset + (record * header.RecordBytes) + signal.Layout.Offset, (long)header.SampleBytes * signal.SamplesPerRecord, "annotations");
                var start = EdfAnnotations.Parse(bytes, found);
                if (double.IsNaN(starts[record]))
                    starts[record] = start ?? double.NaN;
            }
        }

        GC.KeepAlive(file);
        return starts;
    }

    // Puts the records of a discontinuous file at their true times.
    private static SegmentedSource Spread(SignalFile file, ISampleSource source, EdfHeader header, double[] starts, int perRecord, ref Annotations annotations)
    {
        var parts = new List<(ISampleSource?, long)>();
        var gaps = new List<Annotation>();
        var rate = perRecord / header.RecordSeconds;
        long written = 0;
        var firstOfRun = 0; // records without a gap between them are one part
        var limit = (source.SampleCount * LargestGapRatio) + perRecord;
        for (var record = 0; record < starts.Length; record++)
        {
            var at = double.IsNaN(starts[record]) ? written : Math.Round((starts[record] - (double.IsNaN(starts[0]) ? 0 : starts[0])) * rate);
            if (at < written || at > limit)
            {
                throw new SignalFormatException(file.Name, header.DataOffset + (record * header.RecordBytes), "time stamp",
                    $"record {record} starts at {starts[record]} s; expected from {written / rate} s (records in order of time) to {limit / rate} s");
            }

            if (at > written)
            {
                AddRun(record);
                parts.Add((null, (long)at - written));
                gaps.Add(new(written / rate, (at - written) / rate, "BAD_gap"));
                written = (long)at;
            }

            written += perRecord;
        }

        AddRun(starts.Length);

        annotations = annotations.With(gaps);
        void AddRun(int end)
        {
            var count = (long)(end - firstOfRun) * perRecord;
            if (count > 0)
                parts.Add((new CroppedSource(source, (long)firstOfRun * perRecord, count), count));
            firstOfRun = end;
        }

        return new(source.ChannelCount, starts.Length == 0 ? [(source, source.SampleCount)] : parts);
    }
}
