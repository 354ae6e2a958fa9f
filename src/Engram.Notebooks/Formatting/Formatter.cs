using Engram.Notebooks.Formatting;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>
/// Registers how a notebook's own types are shown. The name and the namespace are those of .NET Interactive, so that its
/// notebooks run here as they are.
/// </summary>
public static class Formatter
{
    /// <summary>Items of a list that are shown before "… more".</summary>
    public static int ListExpansionLimit { get; set; } = 20;

    /// <summary>Levels of nested objects that are shown.</summary>
    public static int RecursionLimit { get; set; } = 6;

    /// <summary>Shows values of a type as the text that a function makes.</summary>
    /// <typeparam name="T">The type; derived types follow.</typeparam>
    /// <param name="formatter">Makes the text.</param>
    /// <param name="mimeType">What the text is written in.</param>
    public static void Register<T>(Func<T, string> formatter, string mimeType = "text/plain")
    {
        ArgumentNullException.ThrowIfNull(formatter);
        RegisteredFormatters.Add(typeof(T), mimeType, (value, writer) =>
        {
            writer.Write(formatter((T)value));
            return true;
        });
    }

    /// <summary>Shows values of a type as an action writes them.</summary>
    /// <typeparam name="T">The type; derived types follow.</typeparam>
    /// <param name="formatter">Writes the value.</param>
    /// <param name="mimeType">What it writes.</param>
    public static void Register<T>(Action<T, TextWriter> formatter, string mimeType = "text/plain")
    {
        ArgumentNullException.ThrowIfNull(formatter);
        Register(typeof(T), (value, writer) => formatter((T)value, writer), mimeType);
    }

    /// <summary>Shows values of a type, or of a generic type with any arguments, as an action writes them.</summary>
    /// <param name="type">The type, which may be open: <c>typeof(List&lt;&gt;)</c>.</param>
    /// <param name="formatter">Writes the value.</param>
    /// <param name="mimeType">What it writes.</param>
    public static void Register(Type type, Action<object, TextWriter> formatter, string mimeType = "text/plain")
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(formatter);
        RegisteredFormatters.Add(type, mimeType, (value, writer) =>
        {
            formatter(value, writer);
            return true;
        });
    }

    /// <summary>Says in which MIME types values of a type are shown.</summary>
    /// <param name="type">The type.</param>
    /// <param name="preferredMimeTypes">The MIME types, the best first.</param>
    public static void SetPreferredMimeTypesFor(Type type, params string[] preferredMimeTypes) => RegisteredFormatters.Prefer(type, preferredMimeTypes);

    /// <summary>Forgets every registration.</summary>
    public static void ResetToDefault()
    {
        RegisteredFormatters.Clear();
        (ListExpansionLimit, RecursionLimit) = (20, 6);
    }

    /// <summary>The text of a value in one MIME type.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="mimeType">The MIME type.</param>
    public static string ToDisplayString(this object? value, string mimeType = "text/plain") => ValueFormatting.Format(value, mimeType).Entries[0].Content;
}
