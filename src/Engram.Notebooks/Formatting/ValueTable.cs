using System.Collections;
using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.DotNet.Interactive.Formatting;

namespace Engram.Notebooks.Formatting;

/// <summary>Objects and sequences as compact HTML tables; every text is escaped, every list ends.</summary>
internal static class ValueTable
{
    private const string Style = "style=\"border-collapse:collapse;font-size:13px\"";
    private const string CellStyle = "style=\"padding:2px 10px;text-align:left;vertical-align:top\"";

    /// <summary>Names and values of an object.</summary>
    public static string OfObject(object value)
    {
        var html = new StringBuilder($"<table {Style}><caption style=\"text-align:left;color:#666\">{Encode(ValueFormatting.TypeName(value.GetType()))}</caption><tbody>");
        foreach (var (name, content) in ObjectProperties.Of(value))
            Row(html, name, Text(content));
        return html.Append("</tbody></table>").ToString();
    }

    /// <summary>The first items of a sequence: a row for each, and a column for each property where they have some.</summary>
    public static string OfSequence(IEnumerable list)
    {
        var limit = Formatter.ListExpansionLimit;
        var items = list.Cast<object?>().Take(limit + 1).ToArray();
        var columns = Columns([.. items.Take(limit)]);
        var html = new StringBuilder($"<table {Style}>");
        if (columns.Count > 0)
            Row(html.Append("<thead>"), ["", .. columns.Select(c => c.Name)], "th").Append("</thead>");
        html.Append("<tbody>");
        for (var i = 0; i < Math.Min(items.Length, limit); i++)
        {
            if (columns.Count > 0)
                Row(html, [$"{i}", .. columns.Select(c => Text(ObjectProperties.Read(c, items[i]!)))]);
            else
                Row(html, $"{i}", Text(items[i]));
        }

        if (items.Length > limit)
            Row(html, "…", list is ICollection { Count: var count } ? $"{count - limit} more" : "more");
        return html.Append("</tbody></table>").ToString();
    }

    private static IReadOnlyList<MemberInfo> Columns(object?[] items)
    {
        if (items.Length == 0 || items.Any(i => i is null or string or IEnumerable || i.GetType() != items[0]!.GetType()))
            return [];
        var type = items[0]!.GetType();
        return type.IsPrimitive || type.IsEnum || items[0] is IFormattable ? [] : ObjectProperties.Members(type);
    }

    private static void Row(StringBuilder html, string name, string content) =>
        html.Append("<tr><td style=\"padding:2px 10px;color:#666\">").Append(Encode(name)).Append("</td><td ").Append(CellStyle).Append('>').Append(Encode(content)).Append("</td></tr>");

    private static StringBuilder Row(StringBuilder html, IReadOnlyList<string> cells, string tag = "td")
    {
        html.Append("<tr>");
        foreach (var cell in cells)
            html.Append('<').Append(tag).Append(' ').Append(CellStyle).Append('>').Append(Encode(cell)).Append("</").Append(tag).Append('>');
        return html.Append("</tr>");
    }

    private static string Text(object? value) => PlainText.Of(value, 1) is ['"', .. var inner, '"'] && value is string ? inner : PlainText.Of(value, 1);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
