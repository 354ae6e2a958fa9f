using System.Globalization;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>Time-stamped annotation lists (TALs) of EDF+: <c>+onset[\x15duration]\x14text\x14…\x00</c>.</summary>
internal static class EdfAnnotations
{
    // MNE's way to name the channel of an annotation.
    private const string ChannelMark = "@@";

    /// <summary>Adds the annotations of one record; returns the record's own start time where it is given.</summary>
    public static double? Parse(ReadOnlySpan<byte> record, List<Annotation> found)
    {
        double? start = null;
        while (record.Length > 0)
        {
            var end = record.IndexOf((byte)0);
            var list = end < 0 ? record : record[..end];
            record = end < 0 ? [] : record[(end + 1)..];
            var head = list.IndexOf((byte)0x14);
            if (head <= 0)
                continue;
            var timing = Encoding.ASCII.GetString(list[..head]).Split('\x15');
            if (!double.TryParse(timing[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var onset) || !double.IsFinite(onset))
                continue;
            var duration = timing.Length > 1 && double.TryParse(timing[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) ? seconds : 0;
            var texts = Encoding.UTF8.GetString(list[(head + 1)..]).Split('\x14');
            if (texts[0].Length == 0)
                start ??= onset; // the first list of a record says when the record starts
            foreach (var text in texts)
            {
                if (text.Length > 0)
                    found.Add(text.LastIndexOf(ChannelMark, StringComparison.Ordinal) is var mark and > 0
                        ? new(onset, duration, text[..mark]) { Channels = text[(mark + ChannelMark.Length)..].Split(',') }
                        : new(onset, duration, text));
            }
        }

        return start;
    }

    /// <summary>The bytes of one list.</summary>
    public static byte[] List(double onset, double duration, string text) =>
        Encoding.UTF8.GetBytes($"{onset:+0.#########;-0.#########}{(duration > 0 ? $"\x15{duration:0.#########}" : "")}\x14{text}\x14\0");

    /// <summary>The text of an annotation with its channels, free of the bytes that end a text.</summary>
    public static string TextOf(Annotation annotation)
    {
        var text = annotation.Text.Length == 0 ? "event" : annotation.Text.Replace('\x14', ' ').Replace('\x15', ' ').Replace('\0', ' ');
        return annotation.Channels.Count == 0 ? text : $"{text}{ChannelMark}{string.Join(',', annotation.Channels)}";
    }
}
