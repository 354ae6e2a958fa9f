using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace Engram.Notebooks.Formatting;

/// <summary>
/// Reads the convention that .NET Interactive set: an attribute class named <c>TypeFormatterSourceAttribute</c>, in any
/// namespace, names a class whose <c>CreateTypeFormatters()</c> gives objects with a <c>MimeType</c> and a
/// <c>Format(object, TextWriter)</c>. Types of <c>KernelMimeTypes</c>, a property that only this kernel reads, come on top.
/// </summary>
internal static class ConventionFormatters
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(string MimeType, object Formatter, MethodInfo Format)>> Cache = new();

    /// <summary>The value in every MIME type that its type offers; <see langword="null"/> where it does not follow the convention.</summary>
    public static IReadOnlyList<(string MimeType, string Content)>? Format(object value)
    {
        var formatters = Cache.GetOrAdd(value.GetType(), Find);
        if (formatters.Count == 0)
            return null;
        var entries = new List<(string, string)>();
        foreach (var (mimeType, formatter, format) in formatters)
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            try
            {
                if (format.Invoke(formatter, [value, writer]) is not false)
                    entries.Add((mimeType, writer.ToString()));
            }
            catch (TargetInvocationException error)
            {
                throw new InvalidOperationException($"The {mimeType} formatter of {ValueFormatting.TypeName(value.GetType())} failed: {error.InnerException?.Message}", error.InnerException);
            }
        }

        return entries;
    }

    private static List<(string MimeType, object Formatter, MethodInfo Format)> Find(Type type)
    {
        var found = new List<(string MimeType, object, MethodInfo)>();
        var attribute = Array.Find(type.GetCustomAttributes(inherit: true), IsSource);
        // what is no type of Engram.Rendering may still be drawn by it: formatters of its assembly say for which type they are
        var isOwn = attribute is not null;
        attribute ??= Array.Find(typeof(Rendering.Figure).Assembly.GetCustomAttributes(inherit: false), IsSource);
        if (attribute is null || Property(attribute, "FormatterSourceType") is not Type sourceType)
            return found;
        if (Activator.CreateInstance(sourceType, nonPublic: true) is not { } source || sourceType.GetMethod("CreateTypeFormatters")?.Invoke(source, null) is not IEnumerable formatters)
            return found;
        foreach (var formatter in formatters)
        {
            var isFor = Property(formatter, "Type") is Type other ? !isOwn && other.IsAssignableFrom(type) : isOwn;
            if (isFor && Property(formatter, "MimeType") is string mimeType && formatter.GetType().GetMethod("Format") is { } format)
                found.Add((mimeType, formatter, format));
        }

        string[] order = [.. Property(attribute, "KernelMimeTypes") as string[] ?? [], .. Property(attribute, "PreferredMimeTypes") as string[] ?? ["text/html"]];
        return [.. found.Where(f => order.Contains(f.MimeType)).OrderBy(f => Array.IndexOf(order, f.MimeType))];
    }

    private static bool IsSource(object attribute) => attribute.GetType().Name == "TypeFormatterSourceAttribute";

    private static object? Property(object instance, string name) => instance.GetType().GetProperty(name)?.GetValue(instance);
}
