using System.Globalization;

namespace Engram.Signals.Formats;

/// <summary>The header of a GDF file, version 1.x or 2.x (Schlögl 2006).</summary>
/// <param name="Version">Version number.</param>
/// <param name="HeaderBytes">Bytes before the records.</param>
/// <param name="PromisedRecords">Records, negative when not known.</param>
/// <param name="RecordSeconds">Length of a record.</param>
/// <param name="Signals">Channel, samples in a record, layout.</param>
/// <param name="Patient">Patient field.</param>
/// <param name="Start">When the first sample was taken.</param>
internal sealed record GdfHeader(
    double Version, long HeaderBytes, long PromisedRecords, double RecordSeconds, (Channel Channel, int Samples, ChannelLayout Layout)[] Signals, string Patient, DateTime? Start)
{
    private const int FixedBytes = 256;
    private const int MostSignals = 4096;

    // Decimal prefixes in the low five bits of a unit's code (ISO/IEEE 11073-10101).
    private static readonly Dictionary<int, double> Prefixes = new() { [0] = 1, [2] = 1e2, [3] = 1e3, [4] = 1e6, [16] = 1e-1, [17] = 1e-2, [18] = 1e-3, [19] = 1e-6, [20] = 1e-9, [21] = 1e-12, [22] = 1e-15 };

    public long RecordBytes => Signals.Sum(s => (long)s.Samples * SampleDecoder.Size(s.Layout.Encoding));

    public static GdfHeader Read(SignalFile file)
    {
        var head = new ByteCursor(file.Name, file.Bytes(0, FixedBytes, "header"), 0, isBigEndian: false);
        var text = head.Text(0, 8, "version");
        if (!text.StartsWith("GDF ", StringComparison.Ordinal) || !double.TryParse(text[4..], NumberStyles.Float, CultureInfo.InvariantCulture, out var version) || version is not (>= 1 and < 4))
            throw new SignalFormatException(file.Name, 0, "version", $"expected \"GDF 1.x\" or \"GDF 2.x\", got \"{text}\"");
        var isSecond = version >= 1.9;
        var count = isSecond ? head.UInt16(252, "number of signals") : (long)head.UInt32(252, "number of signals");
        var headerBytes = isSecond ? 256L * head.UInt16(184, "header length") : head.Int64(184, "header length");
        var room = (file.Length - FixedBytes) / 256;
        if (count < 1 || count > Math.Min(MostSignals, room))
            throw new SignalFormatException(file.Name, 252, "number of signals", $"expected 1 to {Math.Min(MostSignals, room)} (as the file's size allows), got {count}");
        if (headerBytes < FixedBytes * (count + 1) || headerBytes > file.Length)
            throw new SignalFormatException(file.Name, 184, "header length", $"expected {FixedBytes * (count + 1)} to {file.Length}, got {headerBytes}");
        var (numerator, denominator) = (head.UInt32(244, "record duration"), head.UInt32(248, "record duration"));
        var seconds = (double)numerator / denominator;
        if (!(seconds > 0) || !double.IsFinite(seconds))
            throw new SignalFormatException(file.Name, 244, "record duration", $"expected a duration above 0 s, got {numerator}/{denominator}");
        var signals = ReadSignals(file, (int)count, isSecond);
        var header = new GdfHeader(version, headerBytes, head.Int64(236, "number of records"), seconds, signals, head.Text(8, isSecond ? 66 : 80, "patient"), ReadStart(head, isSecond));
        return header.RecordBytes > 0 ? header : throw new SignalFormatException(file.Name, FixedBytes, "samples per record", "every signal has 0 samples in a record");
    }

    private static (Channel, int, ChannelLayout)[] ReadSignals(SignalFile file, int count, bool isSecond)
    {
        var c = new ByteCursor(file.Name, file.Bytes(FixedBytes, 256L * count, "signal headers"), FixedBytes, isBigEndian: false);
        var signals = new (Channel, int, ChannelLayout)[count];
        long offset = 0;
        // Each field stands for all signals before the next: labels 16, transducers 80, units 8 (in version 2 text 6, code 2), ranges 4 × 8, filters 80, samples 4, type 4, reserved 32.
        int At(int before, int width, int i) => (before * count) + (width * i);
        for (var i = 0; i < count; i++)
        {
            var (physicalMinimum, physicalMaximum) = (c.Double(At(104, 8, i), "physical minimum"), c.Double(At(112, 8, i), "physical maximum"));
            var digitalMinimum = isSecond ? c.Double(At(120, 8, i), "digital minimum") : c.Int64(At(120, 8, i), "digital minimum");
            var digitalMaximum = isSecond ? c.Double(At(128, 8, i), "digital maximum") : c.Int64(At(128, 8, i), "digital maximum");
            var samples = c.UInt32(At(216, 4, i), "samples per record");
            var encoding = c.UInt32(At(220, 4, i), "sample type") switch
            {
                1 => SampleEncoding.Int8,
                2 => SampleEncoding.UInt8,
                3 => SampleEncoding.Int16,
                4 => SampleEncoding.UInt16,
                5 => SampleEncoding.Int32,
                6 => SampleEncoding.UInt32,
                7 => SampleEncoding.Int64,
                8 => SampleEncoding.UInt64,
                16 => SampleEncoding.Float32,
                17 => SampleEncoding.Float64,
                279 => SampleEncoding.Int24,
                535 => SampleEncoding.UInt24,
                var other => throw new SignalFormatException(file.Name, FixedBytes + At(220, 4, i), "sample type", $"expected 1 to 8, 16, 17, 279 or 535, got {other}"),
            };
            if (samples > int.MaxValue || !(digitalMaximum > digitalMinimum) || !double.IsFinite(physicalMaximum - physicalMinimum) || !double.IsFinite(digitalMaximum - digitalMinimum))
                throw new SignalFormatException(file.Name, FixedBytes + At(104, 8, i), $"calibration of signal {i}", $"expected finite ranges with minimum < maximum, got physical {physicalMinimum} to {physicalMaximum}, digital {digitalMinimum} to {digitalMaximum}");
            var (factor, unit) = isSecond ? UnitOf(c.UInt16(At(102, 2, i), "unit code"), c.Text(At(96, 6, i), 6, "unit")) : UnitScale.ToSi(c.Text(At(96, 8, i), 8, "unit"));
            var label = c.Text(At(0, 16, i), 16, "label");
            var scale = factor * (physicalMaximum - physicalMinimum) / (digitalMaximum - digitalMinimum);
            var name = EdfSignal.CleanLabel(label);
            signals[i] = (new(name.Length > 0 ? name : $"channel {i + 1}", ChannelGuess.Kind(label, unit), unit), (int)samples, new(offset, SampleDecoder.Size(encoding), encoding, scale, (factor * physicalMinimum) - (scale * digitalMinimum)));
            offset += samples * SampleDecoder.Size(encoding);
        }

        return signals;
    }

    private static (double Factor, string Unit) UnitOf(int code, string text)
    {
        var prefix = Prefixes.GetValueOrDefault(code & 31, 1);
        return (code & ~31) switch { 4256 => (prefix, "V"), 4288 => (prefix, "Ω"), 6048 => (1, "°C"), 0 => UnitScale.ToSi(text), _ => (1, text) };
    }

    // Version 1 writes YYYYMMDDhhmmsscc, version 2 days since the year 0 in units of 2^-32.
    private static DateTime? ReadStart(ByteCursor head, bool isSecond)
    {
        if (!isSecond)
            return DateTime.TryParseExact(head.Text(168, 16, "start")[..Math.Min(14, head.Text(168, 16, "start").Length)], "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) ? start : null;
        const double DaysToYear1 = 367; // day 1 of that count is 1 January of the year 0
        var days = ((ulong)head.Int64(168, "start") / 4294967296.0) - DaysToYear1;
        return days is > 1 and < 3_000_000 ? DateTime.MinValue.AddDays(days) : null;
    }
}
