using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Engram.Notebooks.Cells;

/// <summary>One value in several MIME types, in order of preference.</summary>
/// <param name="Entries">MIME type and text; JSON types hold JSON text.</param>
public sealed partial record MimeBundle(IReadOnlyList<(string MimeType, string Content)> Entries)
{
    /// <summary>Plain text alone.</summary>
    /// <param name="text">The text.</param>
    public static MimeBundle Text(string text) => new([("text/plain", text)]);

    /// <summary>Whether a MIME type's content is JSON, which Jupyter carries as an object and not as text.</summary>
    internal static bool IsJson(string mimeType) => JsonType().IsMatch(mimeType);

    /// <summary>The bundle as Jupyter's messages carry it.</summary>
    internal JsonObject ToJson()
    {
        var data = new JsonObject();
        foreach (var (mimeType, content) in Entries)
        {
            try
            {
                data[mimeType] = IsJson(mimeType) ? JsonNode.Parse(content) : content;
            }
            catch (JsonException error)
            {
                throw new InvalidOperationException($"A formatter says that it writes {mimeType}, but what it wrote is not JSON: {error.Message}");
            }
        }

        return data;
    }

    [GeneratedRegex(@"^application/(.*\+)?json$")]
    private static partial Regex JsonType();
}
