using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Engram.Data;

/// <summary>Metadata of a data set as Croissant 1.0 (MLCommons, JSON-LD over schema.org).</summary>
public static class Croissant
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON-LD document. Every file with a checksum becomes a <c>cr:FileObject</c>; what the manifest does not know (a date, a DOI) is left out rather than made up.</summary>
    /// <param name="manifest">The data set.</param>
    public static string Write(DataManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var root = new JsonObject
        {
            ["@context"] = Context(),
            ["@type"] = "sc:Dataset",
            ["conformsTo"] = "http://mlcommons.org/croissant/1.0",
            ["name"] = manifest.Name,
            ["description"] = manifest.Title,
            ["license"] = manifest.Licence,
            ["url"] = manifest.Homepage,
            ["creator"] = new JsonObject { ["@type"] = "sc:Person", ["name"] = manifest.Creator },
            ["citeAs"] = manifest.Citation,
            ["conditionsOfAccess"] = manifest.Access.ToString().ToLowerInvariant() + (manifest.Instructions.Length > 0 ? $": {manifest.Instructions}" : ""),
        };
        if (manifest.Version != DataManifest.NotGiven)
            root["version"] = manifest.Version;
        if (manifest.Doi.Length > 0)
            root["identifier"] = $"https://doi.org/{manifest.Doi}";
        root["distribution"] = new JsonArray([.. manifest.Files.Where(f => f.Sha256.Length > 0 || f.Md5.Length > 0).Select(f => (JsonNode)FileObject(manifest, f))]);
        return root.ToJsonString(Options);
    }

    private static JsonObject FileObject(DataManifest manifest, DataFile file)
    {
        var result = new JsonObject
        {
            ["@type"] = "cr:FileObject",
            ["@id"] = file.Path,
            ["name"] = file.Path,
            ["contentUrl"] = file.Url.Length > 0 ? file.Url : $"mirror:{manifest.MirrorPath(file)}",
            ["encodingFormat"] = MediaType(file.Path),
        };
        if (file.Bytes is { } bytes)
            result["contentSize"] = $"{bytes} B";
        if (file.Sha256.Length > 0)
            result["sha256"] = file.Sha256;
        else
            result["md5"] = file.Md5;
        return result;
    }

    private static string MediaType(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => "text/csv",
        ".tsv" => "text/tab-separated-values",
        ".json" => "application/json",
        ".jsonl" => "application/jsonlines",
        ".txt" or ".hea" => "text/plain",
        ".gz" => "application/gzip",
        ".zip" => "application/zip",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        _ => "application/octet-stream",
    };

    // The context that the specification prescribes, as far as the keys above use it.
    private static JsonObject Context() => new()
    {
        ["@language"] = "en",
        ["@vocab"] = "https://schema.org/",
        ["citeAs"] = "cr:citeAs",
        ["conformsTo"] = "dct:conformsTo",
        ["cr"] = "http://mlcommons.org/croissant/",
        ["dct"] = "http://purl.org/dc/terms/",
        ["md5"] = "cr:md5",
        ["rai"] = "http://mlcommons.org/croissant/RAI/",
        ["recordSet"] = "cr:recordSet",
        ["sc"] = "https://schema.org/",
    };
}
