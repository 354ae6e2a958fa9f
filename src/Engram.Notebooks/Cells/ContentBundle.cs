namespace Engram.Notebooks.Cells;

/// <summary>Text of a part of a cell that is not C#, in the MIME types that notebooks draw.</summary>
internal static class ContentBundle
{
    public static MimeBundle Of(string language, string text) => language switch
    {
        "markdown" => new([("text/markdown", text), ("text/plain", text)]),
        "html" => new([("text/html", text), ("text/plain", text)]),
        "javascript" => new([("application/javascript", text), ("text/plain", text)]),
        "mermaid" => new([("text/vnd.mermaid", text), ("text/plain", text)]),
        _ => MimeBundle.Text(text),
    };
}
