using System.Globalization;
using System.Text.RegularExpressions;

namespace Engram.Signals.Formats;

/// <summary>A WFDB header file.</summary>
internal sealed partial record WfdbHeader(string RecordName, double SamplingRate, long? SampleCount, IReadOnlyList<WfdbSignal> Signals)
{
    private const long LargestFile = 1 << 20;

    public static WfdbHeader Read(string path)
    {
        if (new FileInfo(path).Length > LargestFile)
            throw new SignalFormatException(path, 0, "header", "the file is larger than 1 MB; this is no WFDB header");
        var lines = File.ReadAllLines(path).Select((text, i) => (Text: text.Trim(), Number: i + 1)).Where(l => l.Text.Length > 0 && l.Text[0] != '#').ToArray();
        if (lines.Length == 0)
            throw new SignalFormatException(path, 1, "record line", "the header is empty");
        var record = lines[0].Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (record.Length < 2 || !int.TryParse(record[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            throw new SignalFormatException(path, lines[0].Number, "record line", $"expected \"name signals [rate [samples]]\", got \"{lines[0].Text}\"");
        if (record[0].Contains('/', StringComparison.Ordinal))
            throw new SignalFormatException(path, lines[0].Number, "record line", "multi-segment records are not read yet; open the segments one by one");
        if (count < 1 || count > lines.Length - 1)
            throw new SignalFormatException(path, lines[0].Number, "number of signals", $"expected {lines.Length - 1} (the signal lines that follow), got {count}");
        var rate = 250.0;
        if (record.Length > 2 && (!double.TryParse(record[2].Split('/', '(')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out rate) || !(rate > 0)))
            throw new SignalFormatException(path, lines[0].Number, "sampling rate", $"expected a rate above 0 Hz, got \"{record[2]}\"");
        long? samples = null;
        if (record.Length > 3)
        {
            if (!long.TryParse(record[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new SignalFormatException(path, lines[0].Number, "number of samples", $"expected a whole number, got \"{record[3]}\"");
            samples = number > 0 ? number : null; // 0 says "not known"
        }

        return new(record[0], rate, samples, [.. lines[1..(count + 1)].Select((l, i) => Signal(path, l.Text, l.Number, i))]);
    }

    private static WfdbSignal Signal(string path, string text, int line, int index)
    {
        var fields = text.Split((char[]?)null, 9, StringSplitOptions.RemoveEmptyEntries);
        var format = fields.Length > 1 ? FormatField().Match(fields[1]) : null;
        if (format is not { Success: true })
            throw new SignalFormatException(path, line, "signal line", $"expected \"file format [gain …]\", got \"{text}\"");
        if (format.Groups["samples"].Success && format.Groups["samples"].Value != "1")
            throw new SignalFormatException(path, line, "format", $"several samples a frame ({fields[1]}) are not read yet");
        var gain = 200.0;
        var baseline = 0;
        var hasBaseline = false;
        var unit = "mV";
        if (fields.Length > 2)
        {
            var match = GainField().Match(fields[2]);
            if (!match.Success || !double.TryParse(match.Groups["gain"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out gain))
                throw new SignalFormatException(path, line, "gain", $"expected \"gain[(baseline)][/unit]\", got \"{fields[2]}\"");
            if (gain == 0)
                gain = 200; // the standard's "not calibrated"
            hasBaseline = match.Groups["baseline"].Success && int.TryParse(match.Groups["baseline"].Value, CultureInfo.InvariantCulture, out baseline);
            if (match.Groups["unit"].Success)
                unit = match.Groups["unit"].Value;
        }

        int? Field(int at) => fields.Length > at && int.TryParse(fields[at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
        if (!hasBaseline)
            baseline = Field(4) ?? 0; // the ADC zero stands in
        var name = fields.Length > 8 ? fields[8] : $"signal {index}";
        var isVolt = unit is "mV" or "uV" or "nV" or "V";
        return new(fields[0], int.Parse(format.Groups["format"].Value, CultureInfo.InvariantCulture),
            format.Groups["offset"].Success ? int.Parse(format.Groups["offset"].Value, CultureInfo.InvariantCulture) : 0,
            gain, baseline, unit, Field(6), new Channel(name, isVolt ? ChannelKind.Ecg : ChannelKind.Other, isVolt ? "V" : unit));
    }

    [GeneratedRegex(@"^(?<format>\d{1,4})(x(?<samples>\d{1,6}))?(:(?<skew>\d{1,6}))?(\+(?<offset>\d{1,8}))?$")]
    private static partial Regex FormatField();

    [GeneratedRegex(@"^(?<gain>[-+0-9.eE]+)(\((?<baseline>-?\d+)\))?(/(?<unit>\S+))?$")]
    private static partial Regex GainField();
}
