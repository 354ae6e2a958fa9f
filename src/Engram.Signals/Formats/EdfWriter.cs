using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>
/// Writes EDF+C (16 bits) or BDF+C (24 bits). Each channel is scaled to a symmetric range of three digits above its largest value,
/// so the error is at most half a digital step; reading and writing again changes nothing. The channels of
/// <see cref="Recording.OtherRates"/> are written with their own number of samples a record; they come back as other rates.
/// </summary>
/// <param name="variant">Which of the two.</param>
public sealed class EdfWriter(EdfVariant variant) : IFormatWriter<Recording>
{
    private const int LongestRecord = 61440; // bytes; the standard's bound
    private const int LabelWidth = 16;
    private const double ShortestSeconds = 0.2;
    private const double LongestSeconds = 4;
    private const double LongestSecondsOfSeveral = 60; // a slow rate may need long for a whole sample

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
        Recording[] parts = [value, .. value.OtherRates];
        foreach (var part in parts)
        {
            if (part.Channels.Count == 0 || part.SampleCount == 0)
                throw new ArgumentException("Expected a recording with channels and samples.", nameof(value));
            if (part.Channels.FirstOrDefault(c => c.Name.Length > LabelWidth) is { } tooLong)
                throw new ArgumentException($"The format holds names of up to {LabelWidth} characters; rename '{tooLong.Name}' first.", nameof(value));
        }

        ChooseRecord(parts); // throws before the file is begun
        return [new(name, stream => Write(parts, stream))];
    }

    private void Write(Recording[] parts, Stream stream)
    {
        var (perRecord, seconds) = ChooseRecord(parts);
        var records = parts.Zip(perRecord, (p, n) => (p.SampleCount + n - 1) / n).Max();
        var lists = AnnotationLists(parts[0], records, double.Parse(seconds, CultureInfo.InvariantCulture), out var annotationBytes);
        EdfRange[][] ranges = [.. parts.Select(p => Enumerable.Range(0, p.Channels.Count).Select(c => EdfRange.Choose(p, c, LargestDigital)).ToArray())];
        stream.Write(Header(parts, ranges, records, seconds, perRecord, annotationBytes / SampleBytes));

        var buffer = new double[perRecord.Max()];
        var bytes = new byte[buffer.Length * SampleBytes];
        for (long record = 0; record < records; record++)
        {
            for (var p = 0; p < parts.Length; p++)
            {
                var window = buffer.AsSpan(0, perRecord[p]);
                var first = Math.Min(record * window.Length, parts[p].SampleCount - 1);
                var count = (int)Math.Min(window.Length, parts[p].SampleCount - first);
                for (var c = 0; c < ranges[p].Length; c++)
                {
                    parts[p].Read(c, first, window[..count]);
                    window[count..].Fill(window[count - 1]); // the last record is padded with the last sample
                    for (var i = 0; i < window.Length; i++)
                        Put(bytes.AsSpan(i * SampleBytes), ranges[p][c].Digital(window[i]));
                    stream.Write(bytes.AsSpan(0, window.Length * SampleBytes));
                }
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

    // Samples of each rate in a record and its length as text: about a second, such that one gives the other exactly and the last record is
    // full, where that can be.
    private (int[] Counts, string Seconds) ChooseRecord(Recording[] parts)
    {
        var (rate, longest) = (parts[0].SamplingRate, parts.Length == 1 ? LongestSeconds : LongestSecondsOfSeveral);
        var width = parts.Sum(p => p.Channels.Count * p.SamplingRate / rate); // samples of all channels beside one of the first rate
        var largest = Math.Clamp((int)(LongestRecord / SampleBytes / width) - 1, 1, (int)Math.Clamp(longest * rate, 1, int.MaxValue));
        var smallest = Math.Clamp((int)(ShortestSeconds * rate), 1, largest);
        var (best, bestError, bestText) = ((int[])[], double.PositiveInfinity, "");
        foreach (var candidate in Enumerable.Range(smallest, largest - smallest + 1).OrderBy(n => Math.Abs((n / rate) - 1)))
        {
            if (Counts(candidate) is not { } counts)
                continue;
            var text = Field(candidate / rate);
            var error = double.Parse(text, CultureInfo.InvariantCulture) is var s and > 0 ? Math.Abs((candidate / s) - rate) : double.PositiveInfinity;
            if (error == 0 && parts.Zip(counts, (p, n) => p.SampleCount % n).All(r => r == 0))
                return Checked(counts, text);
            if (error < bestError)
                (best, bestError, bestText) = (counts, error, text);
        }

        return bestText.Length > 0 ? Checked(best, bestText) : throw new ArgumentException(
            $"No record of up to {longest} s and {LongestRecord} bytes holds whole samples at {string.Join(" and ", parts.Select(p => p.SamplingRate))} Hz; resample first.", nameof(parts));

        int[]? Counts(int candidate)
        {
            var counts = new int[parts.Length];
            for (var p = 0; p < counts.Length; p++)
            {
                var exact = candidate / rate * parts[p].SamplingRate;
                counts[p] = (int)Math.Round(exact);
                if (counts[p] < 1 || Math.Abs(exact - counts[p]) > 1e-6)
                    return null;
            }

            return counts;
        }

        // a rate that ends records before the others would be filled up with values that nobody measured
        (int[] Counts, string Seconds) Checked(int[] counts, string text)
        {
            var records = parts.Zip(counts, (p, n) => (p.SampleCount + n - 1) / n).ToArray();
            return records.Distinct().Count() == 1 ? (counts, text) : throw new ArgumentException(
                $"Expected rates of one duration, got {string.Join(" and ", parts.Select(p => $"{p.Duration:0.###} s at {p.SamplingRate} Hz"))}; crop them first.", nameof(parts));
        }
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

    private byte[] Header(Recording[] parts, EdfRange[][] rangesOfParts, long records, string seconds, int[] perRecord, int annotationSamples)
    {
        var (recording, ranges) = (parts[0], rangesOfParts.SelectMany(r => r).ToArray());
        Channel[] channels = [.. parts.SelectMany(p => p.Channels)];
        int[] counts = [.. parts.Zip(perRecord).SelectMany(p => Enumerable.Repeat(p.Second, p.First.Channels.Count))];
        var text = new StringBuilder();
        var start = recording.StartTime;
        void Put(string value, int width) => text.Append(Latin(value).PadRight(width)[..width]);
        Put(variant == EdfVariant.Edf ? "0" : "\u00FFBIOSEMI", 8);
        Put(recording.Metadata.TryGetValue("patient", out var patient) && patient.Split(' ').Length >= 4 ? patient : "X X X X", 80);
        Put($"Startdate {start?.ToString("dd-MMM-yyyy", CultureInfo.InvariantCulture).ToUpperInvariant() ?? "X"} X X X {EdfReader.LengthNote}{string.Join(',', parts.OrderByDescending(p => p.SamplingRate).Select(p => p.SampleCount))}", 80);
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

        PutAll(c => channels[c].Name, variant == EdfVariant.Edf ? "EDF Annotations" : "BDF Annotations", LabelWidth);
        PutAll(_ => "", "", 80);
        PutAll(c => ranges[c].Unit, "", 8);
        PutAll(c => "-" + Field(ranges[c].Largest), "-1", 8);
        PutAll(c => Field(ranges[c].Largest), "1", 8);
        PutAll(_ => $"{-LargestDigital}", $"{-LargestDigital - 1}", 8);
        PutAll(_ => $"{LargestDigital}", $"{LargestDigital}", 8);
        PutAll(_ => "", "", 80);
        PutAll(c => $"{counts[c]}", $"{annotationSamples}", 8);
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
