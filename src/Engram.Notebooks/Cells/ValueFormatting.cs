using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;

namespace Engram.Notebooks.Cells;

/// <summary>
/// Turns values into MIME bundles. Types say how they are drawn through an attribute named <c>TypeFormatterSourceAttribute</c>,
/// which is found by its name; everything else is shown as a short, escaped table of its public properties.
/// </summary>
public static class ValueFormatting
{
    private const int ListLimit = 20;
    private const int TextLimit = 400;
    private static readonly Dictionary<Type, IReadOnlyList<(string MimeType, Func<object, string> Format)>> Cache = [];

    /// <summary>The bundle of a value.</summary>
    /// <param name="value">Any value, or <see langword="null"/>.</param>
    public static MimeBundle Format(object? value)
    {
        switch (value)
        {
            case null:
                return MimeBundle.Text("null");
            case HtmlContent html:
                return new([("text/html", html.Html), ("text/plain", html.PlainText)]);
            case string text:
                return MimeBundle.Text(text);
            default:
                break;
        }

        var formatters = Conventional(value.GetType());
        if (formatters.Count > 0)
            return new([.. formatters.Select(f => (f.MimeType, f.Format(value)))]);
        if (value is IEnumerable and not string || !HasOwnText(value.GetType()))
            return new([("text/html", Html(value)), ("text/plain", Plain(value, 0))]);
        return MimeBundle.Text(Plain(value, 0));
    }

    private static IReadOnlyList<(string MimeType, Func<object, string> Format)> Conventional(Type type)
    {
        lock (Cache)
        {
            if (Cache.TryGetValue(type, out var known))
                return known;
        }

        var found = new List<(string, Func<object, string>)>();
        var attribute = Array.Find(type.GetCustomAttributes(inherit: true), a => a.GetType().Name == "TypeFormatterSourceAttribute");
        if (attribute?.GetType().GetProperty("FormatterSourceType")?.GetValue(attribute) is Type sourceType
            && Activator.CreateInstance(sourceType, nonPublic: true) is { } source
            && sourceType.GetMethod("CreateTypeFormatters")?.Invoke(source, null) is IEnumerable formatters)
        {
            foreach (var formatter in formatters)
            {
                var format = formatter.GetType().GetMethod("Format")!;
                var mimeType = (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!;
                found.Add((mimeType, value =>
                {
                    using var writer = new StringWriter(CultureInfo.InvariantCulture);
                    format.Invoke(formatter, [value, writer]);
                    return writer.ToString();
                }));
            }
        }

        lock (Cache)
            return Cache[type] = found;
    }

    private static bool HasOwnText(Type type) =>
        type.IsPrimitive || type.IsEnum || type.GetMethod("ToString", Type.EmptyTypes)?.DeclaringType is { } owner && owner != typeof(object) && owner != typeof(ValueType);

    private static string Plain(object? value, int depth) => value switch
    {
        null => "null",
        string text => Cut(depth == 0 ? text : $"\"{text}\""),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => "[ " + string.Join(", ", Items(list).Select(i => Plain(i, depth + 1))) + (IsLonger(list) ? ", …" : "") + " ]",
        _ when HasOwnText(value.GetType()) || depth > 1 => Cut(value.ToString() ?? ""),
        _ => "{ " + string.Join(", ", Properties(value).Select(p => $"{p.Name} = {Plain(p.Value, depth + 1)}")) + " }",
    };

    private static string Html(object value)
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-size:13px\"><tbody>");
        void Row(string name, object? content) => html.Append("<tr><td style=\"padding:2px 10px;color:#666\">").Append(WebUtility.HtmlEncode(name)).Append("</td><td style=\"padding:2px 10px;text-align:left\">")
            .Append(WebUtility.HtmlEncode(Plain(content, 1))).Append("</td></tr>");
        if (value is IEnumerable list)
        {
            var index = 0;
            foreach (var item in Items(list))
                Row($"{index++}", item);
            if (IsLonger(list))
                Row("…", "more");
        }
        else
        {
            foreach (var (name, content) in Properties(value))
                Row(name, content);
        }

        return html.Append("</tbody></table>").ToString();
    }

    private static IEnumerable<(string Name, object? Value)> Properties(object value)
    {
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0).Take(ListLimit))
        {
            object? content;
            try
            {
                content = property.GetValue(value);
            }
            catch (TargetInvocationException error)
            {
                content = $"({error.InnerException?.GetType().Name})"; // a property that throws must not fail the display
            }

            yield return (property.Name, content);
        }
    }

    private static IEnumerable<object?> Items(IEnumerable list) => list.Cast<object?>().Take(ListLimit);

    private static bool IsLonger(IEnumerable list) => list.Cast<object?>().Skip(ListLimit).Any();

    private static string Cut(string text) => text.Length <= TextLimit ? text : text[..TextLimit] + " …";
}
