using System.Globalization;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>Time-stamped annotation lists (TALs) of EDF+: <c>+onset[\x15duration]\x14text\x14…\x00</c>.</summary>
internal static class EdfAnnotations
{
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
            foreach (var text in texts.Where(t => t.Length > 0))
                found.Add(new(onset, duration, text));
        }

        return start;
    }
}
