using System.Globalization;
using System.Text;

namespace Engram.Signals.Formats;

/// <summary>The sections of a BrainVision header or marker file: <c>[Section]</c>, then <c>key=value</c> lines; <c>;</c> begins a comment.</summary>
internal sealed class BrainVisionHeader
{
    private const long LargestFile = 16 << 20;

    private readonly SignalFile file;
    private readonly Dictionary<string, (string Value, int Line)> values = new(StringComparer.OrdinalIgnoreCase);

    public BrainVisionHeader(SignalFile file)
    {
        this.file = file;
        var bytes = file.All(LargestFile);
        var text = Encoding.UTF8.GetString(bytes);
        // Files of old recorders are in the Windows code page; they name it or are no valid UTF-8.
        if (text.Contains('\uFFFD', StringComparison.Ordinal) || text.Contains("Codepage=ANSI", StringComparison.OrdinalIgnoreCase))
            text = Encoding.Latin1.GetString(bytes);
        var section = "";
        var comments = new StringBuilder();
        foreach (var (number, raw) in text.Split('\n').Index())
        {
            var line = raw.Trim().TrimStart('\uFEFF');
            if (number == 0)
                Signature = line;
            else if (line is ['[', .., ']'])
                section = line[1..^1];
            else if (section.Equals("Comment", StringComparison.OrdinalIgnoreCase))
                comments.AppendLine(raw.TrimEnd());
            else if (line.Length > 0 && line[0] != ';' && line.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
                values.TryAdd($"{section}/{line[..equals].Trim()}", (line[(equals + 1)..].Trim(), number + 1));
        }

        Comment = comments.ToString().Trim();
    }

    public string Signature { get; } = "";

    public string Comment { get; }

    public string? Text(string section, string key) => values.TryGetValue($"{section}/{key}", out var entry) ? entry.Value : null;

    public int LineOf(string section, string key) => values.TryGetValue($"{section}/{key}", out var entry) ? entry.Line : 1;

    public string Required(string section, string key) =>
        Text(section, key) ?? throw new SignalFormatException(file.Name, 1, $"[{section}] {key}", "the entry is missing");

    public double Number(string section, string key)
    {
        var text = Required(section, key);
        return double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new SignalFormatException(file.Name, LineOf(section, key), $"[{section}] {key}", $"expected a number, got \"{text}\"");
    }
}
