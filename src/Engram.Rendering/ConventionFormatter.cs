namespace Engram.Rendering;

/// <summary>One formatter in the shape that hosts look for by name.</summary>
internal sealed class ConventionFormatter(string mimeType, Func<object, string> format)
{
    public string MimeType => mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        writer.Write(format(instance));
        return true;
    }
}
