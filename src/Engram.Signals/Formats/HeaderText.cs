using System.Globalization;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>The fixed-width text fields of an EDF, BDF or GDF header.</summary>
/// <param name="file">File, for messages.</param>
/// <param name="block">Bytes of the header part.</param>
/// <param name="blockOffset">Where the part begins in the file, for messages.</param>
internal sealed class HeaderText(SignalFile file, byte[] block, long blockOffset)
{
    public string Text(int offset, int width) => Encoding.Latin1.GetString(block, offset, width).TrimEnd(' ', '\0').Trim();

    public double Number(int offset, int width, string field)
    {
        // Some writers pad with NUL or use a decimal comma.
        var text = Text(offset, width);
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        text = (end < 0 ? text : text[..end]).Replace(',', '.').Trim();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new SignalFormatException(file.Name, blockOffset + offset, field, $"expected a number, got \"{text}\"");
    }

    public int Integer(int offset, int width, string field)
    {
        var value = Number(offset, width, field);
        return value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue
            ? (int)value
            : throw new SignalFormatException(file.Name, blockOffset + offset, field, $"expected a whole number, got {value}");
    }
}
