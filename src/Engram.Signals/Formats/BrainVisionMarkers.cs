using System.Globalization;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>Marker files: <c>Mk1=type,description,position,size,channel[,date]</c>, positions from 1.</summary>
internal static class BrainVisionMarkers
{
    private const string Infos = "Marker Infos";
    private const string NewSegment = "New Segment";
    private const string Comment = "Comment";
    private const string DateFormat = "yyyyMMddHHmmssffffff";

    public static Annotations Read(SignalFile file, double samplingRate, Channel[] channels, out DateTime? start)
    {
        start = null;
        var header = new BrainVisionHeader(file);
        var found = new List<Annotation>();
        for (var number = 1; header.Text(Infos, $"Mk{number}") is { } text; number++)
        {
            var fields = text.Split(',');
            string Field(int i) => i < fields.Length ? fields[i].Replace("\\1", ",", StringComparison.Ordinal) : "";
            if (!long.TryParse(Field(2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position))
                throw new SignalFormatException(file.Name, header.LineOf(Infos, $"Mk{number}"), $"Mk{number}", $"expected \"type,description,position,size,channel\", got \"{text}\"");
            if (Field(0) == NewSegment && position <= 1)
            {
                if (DateTime.TryParseExact(Field(5), DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                    start ??= date;
                continue;
            }

            _ = long.TryParse(Field(3), CultureInfo.InvariantCulture, out var size);
            _ = int.TryParse(Field(4), CultureInfo.InvariantCulture, out var channel);
            found.Add(new((position - 1) / samplingRate, Math.Max(0, size) / samplingRate, Field(0) == Comment ? Field(1) : $"{Field(0)}/{Field(1)}")
            {
                Channels = channel > 0 && channel <= channels.Length ? [channels[channel - 1].Name] : [],
            });
        }

        return new(found);
    }

    public static string Write(Recording recording, string dataFile)
    {
        var text = new StringBuilder("Brain Vision Data Exchange Marker File, Version 1.0\n\n[Common Infos]\nCodepage=UTF-8\n");
        text.Append($"DataFile={dataFile}\n\n[{Infos}]\n");
        var number = 1;
        if (recording.StartTime is { } start)
            text.Append($"Mk{number++}={NewSegment},,1,1,0,{start.ToString(DateFormat, CultureInfo.InvariantCulture)}\n");
        foreach (var annotation in recording.Annotations)
        {
            var slash = annotation.Text.IndexOf('/', StringComparison.Ordinal);
            var (type, description) = slash > 0 && annotation.Text[..slash] != Comment ? (annotation.Text[..slash], annotation.Text[(slash + 1)..]) : (Comment, annotation.Text);
            var channel = annotation.Channels.Count == 1 ? recording.Channels.Find(annotation.Channels[0]) + 1 : 0;
            text.Append($"Mk{number++}={Escape(type)},{Escape(description)},{Math.Round(annotation.Onset * recording.SamplingRate) + 1},{Math.Round(annotation.Duration * recording.SamplingRate)},{channel}\n");
        }

        return text.ToString();
    }

    public static string Escape(string text) => text.ReplaceLineEndings(" ").Replace(",", "\\1", StringComparison.Ordinal);
}
