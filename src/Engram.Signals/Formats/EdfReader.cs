using System.Globalization;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>European Data Format, EDF and EDF+ (Kemp and Olivan 2003): 16-bit samples in records, annotations in a channel of their own.</summary>
public sealed class EdfReader : IRecordingReader
{
    private const int FixedHeaderBytes = 256;
    private const int SignalHeaderBytes = 256;

    /// <inheritdoc/>
    public string Name => "EDF";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".edf"];

    /// <inheritdoc/>
    public Recording Read(string path)
    {
        using var stream = File.OpenRead(path);
        var header = new EdfHeaderText(path, ReadBlock(stream, 0, FixedHeaderBytes, path));
        if (header.Text(0, 8) != "0")
            throw new SignalFormatException(path, 0, "version", $"expected \"0\", got \"{header.Text(0, 8)}\"; this is no EDF file");
        var signalCount = header.Integer(252, 4, "number of signals");
        if (signalCount is < 1 or > 4096 || FixedHeaderBytes + ((long)signalCount * SignalHeaderBytes) > stream.Length)
            throw new SignalFormatException(path, 252, "number of signals", $"expected 1 to {Math.Max(0, (stream.Length - FixedHeaderBytes) / SignalHeaderBytes)} (as the file's size allows), got {signalCount}");
        var recordSeconds = header.Number(244, 8, "record duration");
        var promised = header.Integer(236, 8, "number of records");
        var isDiscontinuous = header.Text(192, 44).StartsWith("EDF+D", StringComparison.Ordinal);
        var signals = ReadSignals(path, signalCount, new EdfHeaderText(path, ReadBlock(stream, FixedHeaderBytes, signalCount * SignalHeaderBytes, path), FixedHeaderBytes));
        var recordBytes = signals.Sum(s => 2L * s.SamplesPerRecord);
        var start = FixedHeaderBytes + ((long)signalCount * SignalHeaderBytes);
        if (recordBytes == 0)
            throw new SignalFormatException(path, FixedHeaderBytes, "samples per record", "every signal has 0 samples in a record");
        var present = (stream.Length - start) / recordBytes;
        var warnings = new List<string>();
        if (promised < 0)
            warnings.Add($"The header gives no number of records; the file's size allows {present}.");
        else if (present < promised)
            warnings.Add($"The header promises {promised} records, the file holds {present}: {promised - present} records ({(promised - present) * recordSeconds:0.##} s) are missing.");
        var records = promised < 0 ? present : Math.Min(present, promised);

        var data = signals.Where(s => !s.IsAnnotation).ToArray();
        if (data.Length == 0)
            throw new SignalFormatException(path, FixedHeaderBytes, "labels", "the file has annotation channels only");
        var rate = data.Max(s => s.SamplesPerRecord);
        var slower = data.Where(s => s.SamplesPerRecord != rate).ToArray();
        if (slower.Length > 0)
        {
            warnings.Add($"Left out {slower.Length} channels with another sampling rate: {string.Join(", ", slower.Select(s => s.Label))}.");
            data = [.. data.Except(slower)];
        }

        if (!(recordSeconds > 0))
            throw new SignalFormatException(path, 244, "record duration", $"expected a duration above 0 s for a file with signals, got {recordSeconds}");
        var annotations = ReadAnnotations(path, stream, signals, start, recordBytes, records, isDiscontinuous, recordSeconds, warnings);
        var source = new EdfSampleSource(path, start, recordBytes, records, data, rate);
        return new(source, [.. data.Select(s => new Channel(s.Label, s.Kind, s.Unit))], rate / recordSeconds, annotations, Provenance.Of(Path.GetFileName(path), warnings));
    }

    private static EdfSignal[] ReadSignals(string path, int count, EdfHeaderText text)
    {
        // The header stores each field for all signals before the next field.
        int[] widths = [16, 80, 8, 8, 8, 8, 8, 80, 8, 32];
        var starts = new int[widths.Length];
        for (var i = 1; i < widths.Length; i++)
            starts[i] = starts[i - 1] + (widths[i - 1] * count);
        var signals = new EdfSignal[count];
        long offset = 0;
        for (var i = 0; i < count; i++)
        {
            var label = text.Text(starts[0] + (16 * i), 16);
            var isAnnotation = label == "EDF Annotations";
            var samples = text.Integer(starts[8] + (8 * i), 8, $"samples per record of signal {i}");
            if (samples < 0)
                throw new SignalFormatException(path, FixedHeaderBytes + starts[8] + (8 * i), "samples per record", $"expected at least 0, got {samples}");
            double scale = 1, shift = 0;
            var (unit, kind) = EdfSignal.UnitAndKind(label, text.Text(starts[2] + (8 * i), 8), out var factor);
            if (!isAnnotation)
            {
                var physicalMinimum = text.Number(starts[3] + (8 * i), 8, $"physical minimum of signal {i}");
                var physicalMaximum = text.Number(starts[4] + (8 * i), 8, $"physical maximum of signal {i}");
                var digitalMinimum = text.Number(starts[5] + (8 * i), 8, $"digital minimum of signal {i}");
                var digitalMaximum = text.Number(starts[6] + (8 * i), 8, $"digital maximum of signal {i}");
                if (digitalMaximum <= digitalMinimum)
                    throw new SignalFormatException(path, FixedHeaderBytes + starts[5] + (8 * i), "digital range", $"expected minimum < maximum, got {digitalMinimum} and {digitalMaximum}");
                scale = factor * (physicalMaximum - physicalMinimum) / (digitalMaximum - digitalMinimum);
                shift = (factor * physicalMinimum) - (scale * digitalMinimum);
            }

            signals[i] = new(EdfSignal.CleanLabel(label), kind, unit, samples, scale, shift, offset, isAnnotation);
            offset += 2L * samples;
        }

        return signals;
    }

    private static Annotations ReadAnnotations(string path, FileStream stream, EdfSignal[] signals, long start, long recordBytes, long records, bool isDiscontinuous, double recordSeconds, List<string> warnings)
    {
        var found = new List<Annotation>();
        foreach (var signal in signals.Where(s => s.IsAnnotation && s.SamplesPerRecord > 0))
        {
            var buffer = new byte[2 * signal.SamplesPerRecord];
            for (long record = 0; record < records; record++)
            {
                stream.Position = start + (record * recordBytes) + signal.Offset;
                stream.ReadExactly(buffer);
                var recordStart = EdfAnnotations.Parse(buffer, found);
                if (isDiscontinuous && recordStart is { } at && Math.Abs(at - (record * recordSeconds)) > 1e-3)
                {
                    throw new SignalFormatException(path, stream.Position, "time stamp",
                        $"record {record} starts at {at} s, {at - (record * recordSeconds):0.###} s off a continuous recording; files with gaps (EDF+D) cannot be read as one recording. Split them at the gaps");
                }
            }
        }

        if (found.Exists(a => a.Onset < 0))
            warnings.Add("Some annotations begin before the recording.");
        return new(found);
    }

    private static byte[] ReadBlock(FileStream stream, long offset, int count, string path)
    {
        var block = new byte[count];
        stream.Position = offset;
        var read = stream.ReadAtLeast(block, count, throwOnEndOfStream: false);
        if (read < count)
            throw new SignalFormatException(path, offset + read, "header", $"expected {count} bytes of header, the file ends after {read}");
        return block;
    }
}
