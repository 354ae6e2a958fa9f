using System.Collections;
using System.Globalization;
using System.Reflection;
using Engram.Notebooks.Cells;

namespace Engram.Notebooks.Formatting;

/// <summary>
/// Turns values into MIME bundles: by what the notebook registered, by what the type says through the attribute that is found
/// by its name, by a <c>ToHtml()</c> of its own, and else as a short, escaped table. text/plain always goes along.
/// </summary>
public static class ValueFormatting
{
    /// <summary>The bundle of a value.</summary>
    /// <param name="value">Any value, or <see langword="null"/>.</param>
    /// <param name="mimeTypes">Only these MIME types, in this order; all that the value offers if none is given.</param>
    public static MimeBundle Format(object? value, params IReadOnlyList<string> mimeTypes)
    {
        ArgumentNullException.ThrowIfNull(mimeTypes);
        var bundle = All(value, mimeTypes);
        if (mimeTypes.Count == 0)
            return bundle;
        var chosen = mimeTypes.SelectMany(m => bundle.Entries.Where(e => e.MimeType == m)).ToArray();
        return chosen.Length > 0 ? new(chosen) : bundle;
    }

    internal static string TypeName(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return TypeName(inner) + "?";
        if (type.IsArray)
            return TypeName(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        var name = type == typeof(int) ? "int" : type == typeof(long) ? "long" : type == typeof(double) ? "double" : type == typeof(float) ? "float"
            : type == typeof(string) ? "string" : type == typeof(bool) ? "bool" : type == typeof(object) ? "object" : type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>" : name;
    }

    private static MimeBundle All(object? value, IReadOnlyList<string> wanted)
    {
        switch (value)
        {
            case null:
                return MimeBundle.Text("null");
            case HtmlContent html:
                return new([("text/html", html.Html), ("text/plain", html.PlainText)]);
            case MimeBundle bundle:
                return bundle;
            default:
                break;
        }

        var entries = RegisteredFormatters.Format(value, wanted) ?? ConventionFormatters.Format(value) ?? OwnHtml(value);
        if (entries is not null)
            return WithPlain(entries, value);
        return value switch
        {
            string text => MimeBundle.Text(text),
            Exception error => ExceptionView.Format(error),
            IEnumerable list => new([("text/html", ValueTable.OfSequence(list)), ("text/plain", PlainText.Of(value))]),
            _ when PlainText.HasOwn(value.GetType()) => MimeBundle.Text(PlainText.Of(value)),
            _ => new([("text/html", ValueTable.OfObject(value)), ("text/plain", PlainText.Of(value))]),
        };
    }

    // a successor of .NET Interactive draws any type with a ToHtml(); so do we
    private static List<(string MimeType, string Content)>? OwnHtml(object value) =>
        value.GetType().GetMethod("ToHtml", BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes) is { } method && method.ReturnType == typeof(string)
            && method.Invoke(value, null) is string html ? [("text/html", html)] : null;

    private static MimeBundle WithPlain(IReadOnlyList<(string MimeType, string Content)> entries, object value) =>
        entries.Any(e => e.MimeType == "text/plain") ? new(entries) : new([.. entries, ("text/plain", Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")]);
}
