using System.Globalization;
using System.Net;
using System.Text;

namespace Engram.Rendering;

/// <summary>A small table of text.</summary>
/// <param name="Columns">Column names.</param>
/// <param name="Rows">Rows, each with one text for each column.</param>
[TypeFormatterSource(typeof(TableFormatterSource))]
public sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int MostRows = 200;
    private const string Cell = "padding:3px 14px 3px 4px;border-bottom:1px solid #9aa0a655";

    /// <summary>What the table shows.</summary>
    public string Title { get; init; } = "";

    /// <summary>Unit of each column, below its name; empty for none.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Cells in bold, by row and column.</summary>
    public IReadOnlyCollection<(int Row, int Column)> Bold { get; init; } = [];

    /// <summary>The same table with the best value of a column in bold (all of them where several are equal).</summary>
    /// <param name="column">Index of the column; its texts begin with a number ("0.83 ± 0.02"), others are passed over.</param>
    /// <param name="isLowBest">Whether small values are good.</param>
    public Table WithBest(int column, bool isLowBest = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns.Count, nameof(column));
        var known = Enumerable.Range(0, Rows.Count).Select(r => (Row: r, Value: Leading(Rows[r][column]))).Where(v => v.Value is not null).ToArray();
        if (known.Length == 0)
            return this;
        var best = isLowBest ? known.Min(v => v.Value) : known.Max(v => v.Value);
        return this with { Bold = [.. Bold, .. known.Where(v => v.Value == best).Select(v => (v.Row, column))] };
    }

    /// <summary>The table as HTML; every text is escaped. Columns of numbers stand to the right.</summary>
    public string ToHtml()
    {
        var isNumeric = Columns.Select((_, c) => Rows.Count > 0 && Rows.All(r => r[c].Length == 0 || Leading(r[c]) is not null)).ToArray();
        string Side(int column) => isNumeric[column] ? "text-align:right" : "text-align:left";
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-size:13px\">");
        if (Title.Length > 0)
            html.Append("<caption style=\"text-align:left;font-weight:600;padding:4px\">").Append(WebUtility.HtmlEncode(Title)).Append("</caption>");
        html.Append("<thead><tr>");
        for (var c = 0; c < Columns.Count; c++)
        {
            html.Append("<th scope=\"col\" style=\"").Append(Cell).Append(';').Append(Side(c)).Append(";border-bottom:2px solid #888\">").Append(WebUtility.HtmlEncode(Columns[c]));
            if (c < Units.Count && Units[c].Length > 0)
                html.Append("<br><span style=\"font-weight:400\">").Append(WebUtility.HtmlEncode(Units[c])).Append("</span>");
            html.Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
        for (var r = 0; r < Math.Min(Rows.Count, MostRows); r++)
        {
            html.Append("<tr>");
            for (var c = 0; c < Rows[r].Count; c++)
                html.Append("<td style=\"").Append(Cell).Append(';').Append(c < isNumeric.Length ? Side(c) : "").Append(Bold.Contains((r, c)) ? ";font-weight:700" : "").Append("\">").Append(WebUtility.HtmlEncode(Rows[r][c])).Append("</td>");
            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
        return Rows.Count > MostRows ? html.Append(CultureInfo.InvariantCulture, $"<div style=\"font-size:12px\">{Rows.Count - MostRows} more rows</div>").ToString() : html.ToString();
    }

    /// <summary>The table in columns of plain text; the best values have an asterisk.</summary>
    public override string ToString()
    {
        var rows = Rows.Select((r, i) => r.Select((t, c) => Bold.Contains((i, c)) ? t + "*" : t).ToArray()).ToArray();
        var names = Columns.Select((c, i) => i < Units.Count && Units[i].Length > 0 ? $"{c} ({Units[i]})" : c).ToArray();
        var widths = names.Select((c, i) => rows.Select(r => r[i].Length).Append(c.Length).Max()).ToArray();
        string Line(IEnumerable<string> cells) => string.Join("  ", cells.Select((c, i) => c.PadRight(widths[i]))).TrimEnd();
        var lines = new List<string> { Line(names), Line(widths.Select(w => new string('-', w))) };
        if (Title.Length > 0)
            lines.Insert(0, Title);
        return string.Join('\n', lines.Concat(rows.Select(Line)));
    }

    // the number that a text begins with
    private static double? Leading(string text)
    {
        var trimmed = text.Trim().Replace('−', '-');
        var length = 0;
        while (length < trimmed.Length && (char.IsAsciiDigit(trimmed[length]) || trimmed[length] is '.' or 'e' or 'E' or '-' or '+'))
            length++;
        return double.TryParse(trimmed.AsSpan(0, length), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
