namespace Engram.Rendering;

/// <summary>One formatter in the shape that hosts look for by name.</summary>
/// <param name="mimeType">What it writes.</param>
/// <param name="format">The text of a value; null where it has none of this kind.</param>
/// <param name="type">The type that it formats, where that is not the type which names it.</param>
internal sealed class ConventionFormatter(string mimeType, Func<object, string?> format, Type? type = null)
{
    public string MimeType => mimeType;

    public Type? Type => type;

    public bool Format(object instance, TextWriter writer)
    {
        var text = format(instance);
        writer.Write(text);
        return text is not null;
    }
}
