using System.Net;
using System.Text;

namespace Engram.Rendering;

/// <summary>A small table of text.</summary>
/// <param name="Columns">Column names.</param>
/// <param name="Rows">Rows, each with one text for each column.</param>
[TypeFormatterSource(typeof(TableFormatterSource))]
public sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const string Cell = "padding:3px 12px 3px 4px;text-align:left;border-bottom:1px solid #ddd";

    /// <summary>What the table shows.</summary>
    public string Title { get; init; } = "";

    /// <summary>The table as HTML; every text is escaped.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-size:13px\">");
        if (Title.Length > 0)
            html.Append("<caption style=\"text-align:left;font-weight:600;padding:4px\">").Append(WebUtility.HtmlEncode(Title)).Append("</caption>");
        html.Append("<thead><tr>");
        foreach (var column in Columns)
            html.Append("<th style=\"").Append(Cell).Append(";border-bottom:2px solid #888\">").Append(WebUtility.HtmlEncode(column)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in Rows)
        {
            html.Append("<tr>");
            foreach (var text in row)
                html.Append("<td style=\"").Append(Cell).Append("\">").Append(WebUtility.HtmlEncode(text)).Append("</td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }

    /// <summary>The table in columns of plain text.</summary>
    public override string ToString()
    {
        var widths = Columns.Select((c, i) => Rows.Select(r => r[i].Length).Append(c.Length).Max()).ToArray();
        string Line(IEnumerable<string> cells) => string.Join("  ", cells.Select((c, i) => c.PadRight(widths[i]))).TrimEnd();
        var lines = new List<string> { Line(Columns), Line(widths.Select(w => new string('-', w))) };
        if (Title.Length > 0)
            lines.Insert(0, Title);
        return string.Join('\n', lines.Concat(Rows.Select(Line)));
    }
}
