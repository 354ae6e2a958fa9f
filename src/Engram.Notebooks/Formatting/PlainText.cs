using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;

namespace Engram.Notebooks.Formatting;

/// <summary>Values as short text.</summary>
internal static class PlainText
{
    private const int TextLimit = 400;

    /// <summary>The text of a value.</summary>
    public static string Of(object? value) => Of(value, 0);

    /// <summary>Whether a type writes itself.</summary>
    public static bool HasOwn(Type type) => type.IsPrimitive || type.IsEnum
        || (type.GetMethod("ToString", Type.EmptyTypes)?.DeclaringType is { } owner && owner != typeof(object) && owner != typeof(ValueType) && !type.IsDefined(typeof(CompilerGeneratedAttribute), false));

    internal static string Of(object? value, int depth) => value switch
    {
        null => "null",
        string text => depth == 0 ? text : Cut($"\"{text}\""),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list when depth < Formatter.RecursionLimit => Sequence(list, depth),
        _ when HasOwn(value.GetType()) || depth >= Formatter.RecursionLimit => Cut(value.ToString() ?? ""),
        _ => "{ " + string.Join(", ", ObjectProperties.Of(value).Select(p => $"{p.Name} = {Of(p.Value, depth + 1)}")) + " }",
    };

    private static string Sequence(IEnumerable list, int depth)
    {
        var items = list.Cast<object?>().Take(Formatter.ListExpansionLimit + 1).ToArray();
        return "[ " + string.Join(", ", items.Take(Formatter.ListExpansionLimit).Select(i => Of(i, depth + 1))) + (items.Length > Formatter.ListExpansionLimit ? ", …" : "") + " ]";
    }

    private static string Cut(string text) => text.Length <= TextLimit ? text : text[..TextLimit] + " …";
}
