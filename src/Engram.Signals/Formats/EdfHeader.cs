namespace Engram.Signals.Formats;

/// <summary>The header of an EDF or BDF file.</summary>
internal sealed record EdfHeader(EdfVariant Variant, EdfSignal[] Signals, double RecordSeconds, int PromisedRecords, bool IsDiscontinuous, string Patient, string RecordingId, DateTime? Start)
{
    private const int FixedBytes = 256;
    private const int SignalBytes = 256;
    private const int MostSignals = 4096;

    // The header stores each field for all signals before the next field.
    private static readonly int[] Widths = [16, 80, 8, 8, 8, 8, 8, 80, 8, 32];

    public long DataOffset => FixedBytes + ((long)SignalBytes * Signals.Length);

    public int SampleBytes => Variant == EdfVariant.Edf ? 2 : 3;

    public long RecordBytes => Signals.Sum(s => (long)SampleBytes * s.SamplesPerRecord);

    public static EdfHeader Read(SignalFile file, EdfVariant variant)
    {
        var text = new HeaderText(file, file.Bytes(0, FixedBytes, "header"), 0);
        var version = text.Text(0, 8);
        if (variant == EdfVariant.Edf ? version != "0" : version != "\u00FFBIOSEMI")
            throw new SignalFormatException(file.Name, 0, "version", $"expected {(variant == EdfVariant.Edf ? "\"0\"" : "byte 255 and \"BIOSEMI\"")}, got \"{version}\"; this is no {variant.ToString().ToUpperInvariant()} file");
        var count = text.Integer(252, 4, "number of signals");
        var room = (file.Length - FixedBytes) / SignalBytes;
        if (count < 1 || count > Math.Min(MostSignals, room))
            throw new SignalFormatException(file.Name, 252, "number of signals", $"expected 1 to {Math.Min(MostSignals, room)} (as the file's size allows), got {count}");
        var signals = ReadSignals(file, variant, count);
        var seconds = text.Number(244, 8, "record duration");
        if (signals.Any(s => !s.IsAnnotation) && !(seconds > 0))
            throw new SignalFormatException(file.Name, 244, "record duration", $"expected a duration above 0 s for a file with signals, got {seconds}");
        var header = new EdfHeader(variant, signals, seconds, text.Integer(236, 8, "number of records"), text.Text(192, 44) is ['E' or 'B', 'D', 'F', '+', 'D', ..], text.Text(8, 80), text.Text(88, 80), ReadStart(text.Text(168, 8), text.Text(176, 8), text.Text(88, 80)));
        return header.RecordBytes > 0 ? header : throw new SignalFormatException(file.Name, FixedBytes, "samples per record", "every signal has 0 samples in a record");
    }

    private static EdfSignal[] ReadSignals(SignalFile file, EdfVariant variant, int count)
    {
        var text = new HeaderText(file, file.Bytes(FixedBytes, (long)SignalBytes * count, "signal headers"), FixedBytes);
        var starts = new int[Widths.Length];
        for (var i = 1; i < Widths.Length; i++)
            starts[i] = starts[i - 1] + (Widths[i - 1] * count);
        var (encoding, size) = variant == EdfVariant.Edf ? (SampleEncoding.Int16, 2) : (SampleEncoding.Int24, 3);
        var signals = new EdfSignal[count];
        long offset = 0;
        for (var i = 0; i < count; i++)
        {
            var label = text.Text(starts[0] + (16 * i), 16);
            var isAnnotation = label is "EDF Annotations" or "BDF Annotations";
            var samples = text.Integer(starts[8] + (8 * i), 8, $"samples per record of signal {i}");
            if (samples < 0)
                throw new SignalFormatException(file.Name, FixedBytes + starts[8] + (8 * i), "samples per record", $"expected at least 0, got {samples}");
            var (factor, unit) = UnitScale.ToSi(text.Text(starts[2] + (8 * i), 8));
            var kind = ChannelGuess.Kind(label, unit);
            double scale = 1, shift = 0;
            if (kind == ChannelKind.Stimulus)
            {
                unit = ""; // trigger codes are the stored numbers themselves
            }
            else if (!isAnnotation)
            {
                var physicalMinimum = text.Number(starts[3] + (8 * i), 8, $"physical minimum of signal {i}");
                var physicalMaximum = text.Number(starts[4] + (8 * i), 8, $"physical maximum of signal {i}");
                var digitalMinimum = text.Number(starts[5] + (8 * i), 8, $"digital minimum of signal {i}");
                var digitalMaximum = text.Number(starts[6] + (8 * i), 8, $"digital maximum of signal {i}");
                if (digitalMaximum <= digitalMinimum)
                    throw new SignalFormatException(file.Name, FixedBytes + starts[5] + (8 * i), "digital range", $"expected minimum < maximum, got {digitalMinimum} and {digitalMaximum}");
                scale = factor * (physicalMaximum - physicalMinimum) / (digitalMaximum - digitalMinimum);
                shift = (factor * physicalMinimum) - (scale * digitalMinimum);
            }

            signals[i] = new(new(EdfSignal.CleanLabel(label), kind, unit), samples, new(offset, size, encoding, scale, shift), isAnnotation, text.Text(starts[7] + (80 * i), 80));
            offset += (long)size * samples;
        }

        return signals;
    }

    // EDF+ repeats the date with four digits of the year in the recording field; EDF alone has two, which turn at 1985.
    private static DateTime? ReadStart(string date, string time, string recordingId)
    {
        if (!TimeOnly.TryParseExact(time, "HH.mm.ss", out var clock))
            return null;
        if (recordingId.Split(' ') is ["Startdate", var full, ..] && DateOnly.TryParseExact(full, "dd-MMM-yyyy", out var day))
            return day.ToDateTime(clock);
        if (date.Split('.') is [var d, var m, var y] && int.TryParse(d, out var dd) && int.TryParse(m, out var mm) && int.TryParse(y, out var yy) && yy is >= 0 and < 100 && DateOnly.TryParse($"{(yy >= 85 ? 1900 : 2000) + yy:0000}-{mm:00}-{dd:00}", out day))
            return day.ToDateTime(clock);
        return null;
    }
}
