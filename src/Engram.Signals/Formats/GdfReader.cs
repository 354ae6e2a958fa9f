using System.Buffers.Binary;

namespace Engram.Signals.Formats;

/// <summary>GDF 1.x and 2.x: records of samples in many types, then a table of events, whose texts are the codes in decimal.</summary>
public sealed class GdfReader : IFormatReader<Recording>
{
    /// <inheritdoc/>
    public string Name => "GDF";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".gdf"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("GDF "u8);

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public Recording Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var header = GdfHeader.Read(file);
        var warnings = new List<string>();
        var present = (file.Length - header.HeaderBytes) / header.RecordBytes;
        if (header.PromisedRecords < 0)
            warnings.Add($"The header gives no number of records; the file's size allows {present}.");
        else if (present < header.PromisedRecords)
            warnings.Add($"The header promises {header.PromisedRecords} records, the file holds {present}: {header.PromisedRecords - present} records are missing, and the events behind them.");
        var records = header.PromisedRecords < 0 ? present : Math.Min(present, header.PromisedRecords);
        var groups = header.Signals.Where(s => s.Samples > 0).GroupBy(s => s.Samples).OrderByDescending(g => g.Key).ToArray();
        if (!double.IsFinite(groups[0].Key / header.RecordSeconds))
            throw new SignalFormatException(file.Name, 244, "record duration", $"expected a duration that gives a finite sampling rate, got {header.RecordSeconds} s");
        var annotations = header.PromisedRecords >= 0 && records == header.PromisedRecords
            ? ReadEvents(file, header, header.HeaderBytes + (records * header.RecordBytes), groups[0].Key / header.RecordSeconds, warnings)
            : Annotations.None;
        Recording Build(IGrouping<int, (Channel Channel, int Samples, ChannelLayout Layout)> group, IReadOnlyList<Recording> others) =>
            new(new StridedSource(file, header.HeaderBytes, header.RecordBytes, group.Key, records * group.Key, [.. group.Select(s => s.Layout)]),
                [.. group.Select(s => s.Channel)], group.Key / header.RecordSeconds, annotations, file.ToProvenance(warnings))
            {
                StartTime = header.Start,
                Metadata = new Dictionary<string, string> { ["patient"] = header.Patient },
                OtherRates = others,
            };
        return Build(groups[0], [.. groups[1..].Select(g => Build(g, []))]);
    }

    // Mode, count and rate, then all positions (from 1), all types and in mode 3 all channels and durations.
    private static Annotations ReadEvents(SignalFile file, GdfHeader header, long at, double samplingRate, List<string> warnings)
    {
        if (file.Length < at + 8)
            return Annotations.None;
        var head = file.Bytes(at, 8, "event table");
        var mode = head[0];
        if (mode is not (1 or 3))
            return Annotations.None;
        var isSecond = header.Version >= 1.94;
        long count = isSecond ? head[1] | (head[2] << 8) | (head[3] << 16) : BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
        double rate = isSecond ? BinaryPrimitives.ReadSingleLittleEndian(head.AsSpan(4)) : head[1] | (head[2] << 8) | (head[3] << 16);
        if (!(rate > 0) || !double.IsFinite(rate))
            rate = samplingRate;
        var bytesEach = mode == 3 ? 12 : 6;
        var fits = (file.Length - at - 8) / bytesEach;
        if (count > fits)
        {
            warnings.Add($"The event table promises {count} events, the file has room for {fits}; the events are missing.");
            return Annotations.None;
        }

        var table = new ByteCursor(file.Name, file.Bytes(at + 8, count * bytesEach, "events"), at + 8, isBigEndian: false);
        var found = new Annotation[count];
        for (var i = 0; i < found.Length; i++)
        {
            var position = table.UInt32(4 * i, "position");
            var type = table.UInt16((int)(4 * count) + (2 * i), "type");
            var channel = mode == 3 ? table.UInt16((int)(6 * count) + (2 * i), "channel") : 0;
            var duration = mode == 3 ? table.UInt32((int)(8 * count) + (4 * i), "duration") : 0;
            found[i] = new((position - 1.0) / rate, duration / rate, $"{type}") { Channels = channel > 0 && channel <= header.Signals.Length ? [header.Signals[channel - 1].Channel.Name] : [] };
        }

        return new(found);
    }
}
