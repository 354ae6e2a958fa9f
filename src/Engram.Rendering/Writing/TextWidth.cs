using System.Text;

namespace Engram.Rendering.Writing;

/// <summary>
/// How wide texts become, by the advance widths of DejaVu Sans, the widest of the fonts that pictures ask for: what does not
/// overlap with it does not overlap with Helvetica or Arial either.
/// </summary>
internal static class TextWidth
{
    private const string Ellipsis = "…";

    // hundredths of the letter size, from space (32) to tilde (126)
    private static readonly byte[] Regular =
    [
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66,
        56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82,
        59, 59, 52, 64, 34, 64, 84,
    ];

    private static readonly byte[] Bold =
    [
        35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84, 84, 84, 58, 100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77,
        64, 100, 84, 85, 73, 85, 77, 72, 68, 81, 77, 110, 77, 72, 73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72, 68, 44, 72, 71, 34, 34, 67, 34, 104, 71, 69, 72, 72, 49, 60, 48, 71, 65, 92,
        65, 65, 58, 71, 37, 71, 84,
    ];

    /// <summary>Width in px.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">Letter size (px).</param>
    /// <param name="isBold">Whether the letters are bold.</param>
    public static double Of(string text, double size, bool isBold = false)
    {
        var sum = 0;
        foreach (var rune in text.EnumerateRunes())
            sum += Hundredths(rune, isBold);
        return sum * size / 100;
    }

    /// <summary>The text, or its beginning with an ellipsis where it is wider than the room.</summary>
    /// <param name="text">One line.</param>
    /// <param name="room">px.</param>
    /// <param name="size">Letter size (px).</param>
    /// <param name="isBold">Whether the letters are bold.</param>
    public static string Fit(string text, double room, double size, bool isBold = false)
    {
        if (Of(text, size, isBold) <= room)
            return text;
        var kept = new StringBuilder();
        var width = Of(Ellipsis, size, isBold);
        foreach (var rune in text.EnumerateRunes())
        {
            width += Hundredths(rune, isBold) * size / 100;
            if (width > room)
                break;
            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + Ellipsis;
    }

    /// <summary>The text in lines that are no wider than the room, broken at spaces; a longer word is cut.</summary>
    /// <param name="text">The text; empty for no line.</param>
    /// <param name="room">px.</param>
    /// <param name="size">Letter size (px).</param>
    /// <param name="isBold">Whether the letters are bold.</param>
    public static List<string> Wrap(string text, double room, double size, bool isBold = false)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split((char[])[' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Of(longer, size, isBold) > room)
            {
                lines.Add(Fit(line, room, size, isBold));
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0)
            lines.Add(Fit(line, room, size, isBold));
        return lines;
    }

    private static int Hundredths(Rune rune, bool isBold) => rune.Value switch
    {
        >= ' ' and <= '~' => (isBold ? Bold : Regular)[rune.Value - ' '],
        >= 0x300 and < 0x370 => 0, // accents that stand over the letter before
        0xb2 or 0xb3 or 0xb9 or (>= 0x2070 and < 0x20a0) => 44,
        0xb7 => 38,
        < 0x2000 => isBold ? 80 : 72,
        0x2013 => 50,
        _ => 104,
    };
}
