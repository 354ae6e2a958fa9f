using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>
/// Writes EDF+C (16 bits) or BDF+C (24 bits). Each channel is scaled to a symmetric range of three digits above its largest value,
/// so the error is at most half a digital step; reading and writing again changes nothing.
/// </summary>
/// <param name="variant">Which of the two.</param>
public sealed class EdfWriter(EdfVariant variant) : IFormatWriter<Recording>
{
    private const int LongestRecord = 61440; // bytes; the standard's bound
    private const int LabelWidth = 16;
    private const double ShortestSeconds = 0.2;
    private const double LongestSeconds = 4;

    private int SampleBytes => variant == EdfVariant.Edf ? 2 : 3;

    private int LargestDigital => variant == EdfVariant.Edf ? short.MaxValue : (1 << 23) - 1;

    /// <inheritdoc/>
    public string Name => variant == EdfVariant.Edf ? "EDF+" : "BDF+";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [variant == EdfVariant.Edf ? ".edf" : ".bdf"];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are no channels, a name is longer than 16 characters, or samples are not finite.</exception>
    public IReadOnlyList<FileContent> Encode(Recording value, string name)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Channels.Count == 0 || value.SampleCount == 0)
            throw new ArgumentException("Expected a recording with channels and samples.", nameof(value));
        if (value.Channels.FirstOrDefault(c => c.Name.Length > LabelWidth) is { } tooLong)
            throw new ArgumentException($"The format holds names of up to {LabelWidth} characters; rename '{tooLong.Name}' first.", nameof(value));
        return [new(name, stream => Write(value, stream))];
    }

    private void Write(Recording recording, Stream stream)
    {
        var (perRecord, seconds) = ChooseRecord(recording);
        var records = (recording.SampleCount + perRecord - 1) / perRecord;
        var ranges = new EdfRange[recording.Channels.Count];
        for (var c = 0; c < ranges.Length; c++)
            ranges[c] = EdfRange.Choose(recording, c, LargestDigital);
        var lists = AnnotationLists(recording, records, double.Parse(seconds, CultureInfo.InvariantCulture), out var annotationBytes);
        stream.Write(Header(recording, ranges, records, seconds, perRecord, annotationBytes / SampleBytes));

        var window = new double[perRecord];
        var bytes = new byte[perRecord * SampleBytes];
        for (long record = 0; record < records; record++)
        {
            var first = record * perRecord;
            var count = (int)Math.Min(perRecord, recording.SampleCount - first);
            for (var c = 0; c < ranges.Length; c++)
            {
                recording.Read(c, first, window.AsSpan(0, count));
                window.AsSpan(count).Fill(window[count - 1]); // the last record is padded with the last sample
                for (var i = 0; i < perRecord; i++)
                    Put(bytes.AsSpan(i * SampleBytes), ranges[c].Digital(window[i]));
                stream.Write(bytes);
            }

            stream.Write(lists[record]);
        }
    }

    private void Put(Span<byte> at, int digital)
    {
        BinaryPrimitives.WriteInt16LittleEndian(at, (short)digital);
        if (variant == EdfVariant.Bdf)
            at[2] = (byte)(digital >> 16);
    }

    // Samples in a record and its length as text: about a second, such that one gives the other exactly and the last record is full, where that can be.
    private (int Count, string Seconds) ChooseRecord(Recording recording)
    {
        var largest = Math.Clamp((LongestRecord / SampleBytes / recording.Channels.Count) - 1, 1, (int)Math.Clamp(LongestSeconds * recording.SamplingRate, 1, int.MaxValue));
        var smallest = Math.Clamp((int)(ShortestSeconds * recording.SamplingRate), 1, largest);
        var (best, bestError, bestText) = (1, double.PositiveInfinity, "");
        foreach (var candidate in Enumerable.Range(smallest, largest - smallest + 1).OrderBy(n => Math.Abs((n / recording.SamplingRate) - 1)))
        {
            var text = Field(candidate / recording.SamplingRate);
            var error = double.Parse(text, CultureInfo.InvariantCulture) is var s and > 0 ? Math.Abs((candidate / s) - recording.SamplingRate) : double.PositiveInfinity;
            if (error == 0 && recording.SampleCount % candidate == 0)
                return (candidate, text);
            if (error < bestError)
                (best, bestError, bestText) = (candidate, error, text);
        }

        return bestText.Length > 0 ? (best, bestText) : throw new ArgumentException($"A record of {recording.SamplingRate} Hz has no length that the format can write.", nameof(recording));
    }

    // The lists of each record: its own start, then as many annotations as fit; the order of lists in a file is free.
    private static byte[][] AnnotationLists(Recording recording, long records, double seconds, out int size)
    {
        var items = new Queue<byte[]>(recording.Annotations.Select(a => EdfAnnotations.List(a.Onset, a.Duration, EdfAnnotations.TextOf(a))));
        var heads = Enumerable.Range(0, checked((int)records)).Select(r => EdfAnnotations.List(r * seconds, 0, "")).ToArray();
        var longest = items.Count == 0 ? 0 : items.Max(i => i.Length);
        size = heads.Max(h => h.Length) + Math.Max(longest, (int)(items.Sum(i => (long)i.Length) / records) + longest);
        size = ((size + 5) / 6 * 6) + 6; // a multiple of both sample sizes
        var lists = new byte[records][];
        for (var r = 0; r < lists.Length; r++)
        {
            lists[r] = new byte[size];
            heads[r].CopyTo(lists[r], 0);
            for (var at = heads[r].Length; items.TryPeek(out var item) && at + item.Length <= size; at += item.Length)
                items.Dequeue().CopyTo(lists[r], at);
        }

        return lists;
    }

    private byte[] Header(Recording recording, EdfRange[] ranges, long records, string seconds, int perRecord, int annotationSamples)
    {
        var text = new StringBuilder();
        var start = recording.StartTime;
        void Put(string value, int width) => text.Append(Latin(value).PadRight(width)[..width]);
        Put(variant == EdfVariant.Edf ? "0" : "\u00FFBIOSEMI", 8);
        Put(recording.Metadata.TryGetValue("patient", out var patient) && patient.Split(' ').Length >= 4 ? patient : "X X X X", 80);
        Put($"Startdate {start?.ToString("dd-MMM-yyyy", CultureInfo.InvariantCulture).ToUpperInvariant() ?? "X"} X X X {EdfReader.LengthNote}{recording.SampleCount}", 80);
        Put(start?.ToString("dd.MM.yy", CultureInfo.InvariantCulture) ?? "01.01.85", 8);
        Put(start?.ToString("HH.mm.ss", CultureInfo.InvariantCulture) ?? "00.00.00", 8);
        Put($"{256 * (ranges.Length + 2)}", 8);
        Put(variant == EdfVariant.Edf ? "EDF+C" : "BDF+C", 44);
        Put($"{records}", 8);
        Put(seconds, 8);
        Put($"{ranges.Length + 1}", 4);
        void PutAll(Func<int, string> value, string last, int width)
        {
            for (var c = 0; c < ranges.Length; c++)
                Put(value(c), width);
            Put(last, width);
        }

        PutAll(c => recording.Channels[c].Name, variant == EdfVariant.Edf ? "EDF Annotations" : "BDF Annotations", LabelWidth);
        PutAll(_ => "", "", 80);
        PutAll(c => ranges[c].Unit, "", 8);
        PutAll(c => "-" + Field(ranges[c].Largest), "-1", 8);
        PutAll(c => Field(ranges[c].Largest), "1", 8);
        PutAll(_ => $"{-LargestDigital}", $"{-LargestDigital - 1}", 8);
        PutAll(_ => $"{LargestDigital}", $"{LargestDigital}", 8);
        PutAll(_ => "", "", 80);
        PutAll(_ => $"{perRecord}", $"{annotationSamples}", 8);
        PutAll(_ => "", "", 32);
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static string Latin(string text) => string.Concat(text.Replace('μ', 'u').Replace('µ', 'u').Select(c => c is >= ' ' and < '\u007F' or '\u00FF' ? c : '_'));

    // A positive number in at most 7 characters (one more is for a sign), without exponent.
    private static string Field(double value)
    {
        for (var digits = 7; digits >= 0; digits--)
        {
            if (value.ToString($"0.{new string('#', digits)}", CultureInfo.InvariantCulture) is { Length: <= 7 } text)
                return text;
        }

        throw new ArgumentException($"{value} does not fit a field of 8 characters.", nameof(value));
    }
}
