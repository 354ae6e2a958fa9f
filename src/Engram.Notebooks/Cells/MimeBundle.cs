namespace Engram.Notebooks.Cells;

/// <summary>One value in several MIME types, in order of preference.</summary>
/// <param name="Entries">MIME type and text; JSON types hold JSON text.</param>
public sealed record MimeBundle(IReadOnlyList<(string MimeType, string Content)> Entries)
{
    /// <summary>Plain text alone.</summary>
    /// <param name="text">The text.</param>
    public static MimeBundle Text(string text) => new([("text/plain", text)]);
}
