using System.Globalization;

namespace Engram.Notebooks.Formatting;

/// <summary>What cells registered for types of their choice.</summary>
internal static class RegisteredFormatters
{
    private static readonly Lock Gate = new();
    private static readonly List<(Type Type, string MimeType, Func<object, TextWriter, bool> Format)> Formatters = [];
    private static readonly Dictionary<Type, string[]> Preferred = [];

    /// <summary>Adds a formatter; a later one for the same type and MIME type takes its place.</summary>
    public static void Add(Type type, string mimeType, Func<object, TextWriter, bool> format)
    {
        lock (Gate)
        {
            Formatters.RemoveAll(f => f.Type == type && f.MimeType == mimeType);
            Formatters.Insert(0, (type, mimeType, format));
        }
    }

    /// <summary>Says which MIME types a type is shown in.</summary>
    public static void Prefer(Type type, string[] mimeTypes)
    {
        lock (Gate)
            Preferred[type] = mimeTypes;
    }

    /// <summary>Forgets everything.</summary>
    public static void Clear()
    {
        lock (Gate)
        {
            Formatters.Clear();
            Preferred.Clear();
        }
    }

    /// <summary>The value as the registered formatters write it; <see langword="null"/> where none fits.</summary>
    public static IReadOnlyList<(string MimeType, string Content)>? Format(object value, IReadOnlyList<string> wanted)
    {
        (Type Type, string MimeType, Func<object, TextWriter, bool> Format)[] fitting;
        string[]? preferred;
        lock (Gate)
        {
            if (Formatters.Count == 0)
                return null;
            fitting = [.. Formatters.Where(f => Fits(f.Type, value.GetType())).OrderBy(f => f.Type == value.GetType() ? 0 : f.Type.IsInterface || f.Type == typeof(object) ? 2 : 1)];
            preferred = Preferred.FirstOrDefault(p => Fits(p.Key, value.GetType())).Value;
        }

        var order = wanted.Count > 0 ? wanted : preferred;
        var entries = new List<(string, string)>();
        foreach (var group in fitting.GroupBy(f => f.MimeType).Where(g => order is null || order.Contains(g.Key)))
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            if (group.Any(f => f.Format(value, writer)))
                entries.Add((group.Key, writer.ToString()));
        }

        return entries.Count > 0 ? entries : null;
    }

    private static bool Fits(Type registered, Type actual) => registered.IsAssignableFrom(actual)
        || (registered.IsGenericTypeDefinition && Chain(actual).Any(t => t.IsGenericType && t.GetGenericTypeDefinition() == registered));

    private static IEnumerable<Type> Chain(Type type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            yield return t;
        foreach (var t in type.GetInterfaces())
            yield return t;
    }
}
