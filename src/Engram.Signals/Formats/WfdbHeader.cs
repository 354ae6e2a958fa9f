using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Engram.Signals.Formats;

/// <summary>A WFDB header file.</summary>
/// <param name="FrameRate">Frames per second.</param>
/// <param name="FrameCount">Frames, where the header says so.</param>
/// <param name="Signals">Signal lines of a record that is one piece.</param>
/// <param name="Segments">Names and frame counts of the segments of a record of several pieces.</param>
/// <param name="Start">When the first sample was taken.</param>
/// <param name="Comments">Comment lines, without the mark.</param>
internal sealed partial record WfdbHeader(
    double FrameRate, long? FrameCount, IReadOnlyList<WfdbSignal> Signals, IReadOnlyList<(string Name, long Frames)> Segments, DateTime? Start, IReadOnlyList<string> Comments)
{
    private const long LargestFile = 1 << 20;
    private const long LargestCount = 1L << 40;
    private const double DefaultRate = 250;
    private const double DefaultGain = 200;

    public static WfdbHeader Read(SignalFile file)
    {
        var all = Encoding.UTF8.GetString(file.All(LargestFile)).Split('\n').Select((text, i) => (Text: text.Trim(), Number: i + 1)).Where(l => l.Text.Length > 0).ToArray();
        var lines = all.Where(l => l.Text[0] != '#').ToArray();
        string[] comments = [.. all.Where(l => l.Text[0] == '#').Select(l => l.Text[1..].Trim()).Where(t => t.Length > 0)];
        if (lines.Length == 0)
            throw new SignalFormatException(file.Name, 1, "record line", "the header is empty");
        var line = lines[0].Number;
        var record = lines[0].Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (record.Length < 2 || !int.TryParse(record[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            throw new SignalFormatException(file.Name, line, "record line", $"expected \"name signals [rate [samples]]\", got \"{lines[0].Text}\"");
        var rate = DefaultRate;
        if (record.Length > 2 && (!double.TryParse(record[2].Split('/', '(')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out rate) || !(rate > 0) || !double.IsFinite(rate)))
            throw new SignalFormatException(file.Name, line, "sampling rate", $"expected a rate above 0 Hz, got \"{record[2]}\"");
        long? frames = null;
        if (record.Length > 3)
        {
            if (!long.TryParse(record[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > LargestCount)
                throw new SignalFormatException(file.Name, line, "number of samples", $"expected a whole number up to {LargestCount}, got \"{record[3]}\"");
            frames = number > 0 ? number : null; // 0 says "not known"
        }

        var start = ReadStart(record);
        if (record[0].Split('/') is [_, var segmentText])
            return new(rate, frames, [], ReadSegments(file, lines, segmentText), start, comments);
        if (count < 1 || count > lines.Length - 1)
            throw new SignalFormatException(file.Name, line, "number of signals", $"expected {lines.Length - 1} (the signal lines that follow), got {count}");
        return new(rate, frames, [.. lines[1..(count + 1)].Select((l, i) => ReadSignal(file, l.Text, l.Number, i))], [], start, comments);
    }

    private static (string, long)[] ReadSegments(SignalFile file, (string Text, int Number)[] lines, string countText)
    {
        if (!int.TryParse(countText, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1 || count > lines.Length - 1)
            throw new SignalFormatException(file.Name, lines[0].Number, "number of segments", $"expected 1 to {lines.Length - 1} (the segment lines that follow), got \"{countText}\"");
        return Array.ConvertAll(lines[1..(count + 1)], l => l.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var name, var length, ..] && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= LargestCount
            ? (name, n)
            : throw new SignalFormatException(file.Name, l.Number, "segment line", $"expected \"name samples\", got \"{l.Text}\""));
    }

    private static WfdbSignal ReadSignal(SignalFile file, string text, int line, int index)
    {
        var fields = text.Split((char[]?)null, 9, StringSplitOptions.RemoveEmptyEntries);
        var format = fields.Length > 1 ? FormatField().Match(fields[1]) : null;
        if (format is not { Success: true })
            throw new SignalFormatException(file.Name, line, "signal line", $"expected \"file format [gain …]\", got \"{text}\"");
        int Part(string name, int otherwise) => format.Groups[name].Success ? int.Parse(format.Groups[name].Value, CultureInfo.InvariantCulture) : otherwise;
        var perFrame = Part("samples", 1);
        if (perFrame is < 1 or > 4096)
            throw new SignalFormatException(file.Name, line, "samples per frame", $"expected 1 to 4096, got {perFrame}");
        var (gain, baseline, hasBaseline, unit) = (DefaultGain, 0, false, "mV");
        if (fields.Length > 2)
        {
            var match = GainField().Match(fields[2]);
            if (!match.Success || !double.TryParse(match.Groups["gain"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out gain) || !double.IsFinite(gain))
                throw new SignalFormatException(file.Name, line, "gain", $"expected \"gain[(baseline)][/unit]\", got \"{fields[2]}\"");
            if (gain == 0)
                gain = DefaultGain; // the standard's "not calibrated"
            hasBaseline = match.Groups["baseline"].Success && int.TryParse(match.Groups["baseline"].Value, CultureInfo.InvariantCulture, out baseline);
            if (match.Groups["unit"].Success)
                unit = match.Groups["unit"].Value;
        }

        int? Field(int at) => fields.Length > at && int.TryParse(fields[at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
        if (!hasBaseline)
            baseline = Field(4) ?? 0; // the ADC zero stands in
        var name = fields.Length > 8 ? fields[8].Trim() : $"signal {index}";
        var si = UnitScale.ToSi(unit).Unit;
        return new(fields[0], Part("format", 0), perFrame, Part("skew", 0), Part("offset", 0), gain, baseline, unit, Field(5) ?? 0, Field(6), line,
            new Channel(name, ChannelGuess.Kind(name, si, ChannelKind.Ecg), si));
    }

    // "17:27:45 15/08/1994"; the time may stand alone, then the day is not known and the start is left open.
    private static DateTime? ReadStart(string[] record) => record.Length > 5
        && TimeSpan.TryParse(record[4], CultureInfo.InvariantCulture, out var time)
        && DateTime.TryParseExact(record[5], "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && time < TimeSpan.FromDays(1) && time >= TimeSpan.Zero
        ? day + time
        : null;

    [GeneratedRegex(@"^(?<format>\d{1,4})(x(?<samples>\d{1,6}))?(:(?<skew>\d{1,6}))?(\+(?<offset>\d{1,8}))?$")]
    private static partial Regex FormatField();

    [GeneratedRegex(@"^(?<gain>[-+0-9.eE]+)(\((?<baseline>-?\d+)\))?(/(?<unit>\S+))?$")]
    private static partial Regex GainField();
}
