using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Engram.Notebooks.Documents;

namespace Engram.Notebooks.Execution;

/// <summary>
/// Compares fresh outputs with stored ones: text and tables word by word, numbers within a tolerance, pictures by their
/// structure (the same elements in the same order, the same words). The error stream is left out, as nbval does: it holds warnings of
/// native libraries, which a kernel shows and a console does not. A cell tagged <c>nbval-ignore-output</c> is left out.
/// </summary>
/// <param name="tolerance">Largest difference of two numbers, as a part of the larger one.</param>
public sealed partial class OutputComparison(double tolerance)
{
    /// <summary>Tag of cells whose outputs may differ.</summary>
    public const string IgnoreTag = "nbval-ignore-output";

    /// <summary>The differences, a line each; empty where there are none.</summary>
    /// <param name="stored">The notebook as it is committed.</param>
    /// <param name="fresh">The same notebook, run again.</param>
    public IReadOnlyList<string> Compare(Notebook stored, Notebook fresh)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(fresh);
        var differences = new List<string>();
        foreach (var (cell, index) in stored.Cells.Where(c => c.IsCode).Select((c, i) => (c, i)))
        {
            if (cell.Tags.Contains(IgnoreTag))
                continue;
            var (before, after) = (Flatten(cell.Outputs), Flatten(fresh.Cells.Where(c => c.IsCode).ElementAt(index).Outputs));
            if (!before.Select(o => o.Kind).SequenceEqual(after.Select(o => o.Kind)))
            {
                differences.Add($"code cell {index + 1}: stored outputs are [{string.Join(", ", before.Select(o => o.Kind))}], fresh ones [{string.Join(", ", after.Select(o => o.Kind))}]");
                continue;
            }

            differences.AddRange(before.Zip(after).Select(p => Difference(p.First.Kind, p.First.Text, p.Second.Text)).OfType<string>().Select(d => $"code cell {index + 1}: {d}"));
        }

        return differences;
    }

    private string? Difference(string kind, string stored, string fresh)
    {
        var isMarkup = kind.EndsWith("html", StringComparison.Ordinal) || kind.EndsWith("xml", StringComparison.Ordinal);
        var (before, after) = (Words(stored, isMarkup), Words(fresh, isMarkup));
        for (var i = 0; i < Math.Min(before.Length, after.Length); i++)
        {
            if (before[i] == after[i] || (Number(before[i]) is { } a && Number(after[i]) is { } b && Math.Abs(a - b) <= tolerance * Math.Max(Math.Abs(a), Math.Abs(b))))
                continue;
            return $"{kind}: stored \"{before[i]}\", fresh \"{after[i]}\" (after \"{string.Join(' ', before.Skip(Math.Max(0, i - 4)).Take(Math.Min(i, 4)))}\")";
        }

        return before.Length == after.Length ? null : $"{kind}: stored {before.Length} words, fresh {after.Length}";
    }

    // a picture within HTML is compared by what it holds, one that is damaged by its letters
    private static string Unpacked(string html) => Picture().Replace(html, picture =>
    {
        var data = picture.Groups["data"].Value;
        var bytes = new byte[data.Length];
        return Convert.TryFromBase64String(data, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : data;
    });

    // of markup: the names of elements and the words that a reader sees; coordinates and colours follow from the numbers
    private static string[] Words(string text, bool isMarkup) => isMarkup
        ? [.. Markup().Matches(Unpacked(text)).SelectMany(m => m.Groups["tag"].Success ? [m.Groups["tag"].Value] : Tokens().Matches(System.Net.WebUtility.HtmlDecode(m.Value)).Select(t => t.Value))]
        : [.. Tokens().Matches(text).Select(t => t.Value)];

    private static double? Number(string word) => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static List<(string Kind, string Text)> Flatten(JsonArray outputs)
    {
        var found = new List<(string, string)>();
        foreach (var output in outputs.OfType<JsonObject>())
        {
            switch (output["output_type"]?.ToString())
            {
                case "stream" when output["name"]?.ToString() == "stderr":
                    break;
                case "stream":
                    found.Add(($"{output["name"]}", Text(output["text"])));
                    break;
                case "error":
                    found.Add(("error", $"{output["ename"]}: {output["evalue"]}"));
                    break;
                default:
                    found.AddRange((output["data"] as JsonObject ?? []).Where(d => d.Value is not JsonObject).OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => (d.Key, Text(d.Value))));
                    break;
            }
        }

        return found;
    }

    private static string Text(JsonNode? node) => node is JsonArray lines ? string.Concat(lines.Select(l => l?.ToString())) : node?.ToString() ?? "";

    [GeneratedRegex("<img src=\"data:image/svg\\+xml;base64,(?<data>[A-Za-z0-9+/]*={0,2})\"[^>]*>")]
    private static partial Regex Picture();

    [GeneratedRegex(@"<(?<tag>/?[A-Za-z][\w:-]*)[^>]*>|[^<]+")]
    private static partial Regex Markup();

    [GeneratedRegex(@"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|[^\s\d]+")]
    private static partial Regex Tokens();
}
