using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Engram.Notebooks.Tests;

/// <summary>What nbformat 4.5's schema asks of a notebook file, by hand; Debian's python3-nbformat is the referee in Engram.Cli.Tests.</summary>
internal static partial class NotebookFormat
{
    private static readonly Dictionary<string, string[]> OutputKeys = new()
    {
        ["stream"] = ["name", "output_type", "text"],
        ["display_data"] = ["data", "metadata", "output_type"],
        ["execute_result"] = ["data", "execution_count", "metadata", "output_type"],
        ["error"] = ["ename", "evalue", "output_type", "traceback"],
    };

    public static IEnumerable<string> Faults(JsonObject notebook)
    {
        if ((int?)notebook["nbformat"] != 4 || (int?)notebook["nbformat_minor"] != 5)
            yield return "expected nbformat 4.5";
        var known = new HashSet<string>();
        foreach (var cell in notebook["cells"]!.AsArray().Select(c => c!.AsObject()))
        {
            var id = cell["id"]?.ToString() ?? "";
            if (!Id().IsMatch(id) || !known.Add(id))
                yield return $"id '{id}' is missing, malformed or used twice";
            if (cell["metadata"] is not JsonObject || !IsText(cell["source"]))
                yield return $"{id}: needs metadata and source";
            if (cell["cell_type"]?.ToString() is not "code")
            {
                if (cell["cell_type"]?.ToString() is not ("markdown" or "raw") || cell.ContainsKey("outputs"))
                    yield return $"{id}: unknown type, or outputs in a cell that has none";
                continue;
            }

            if (!cell.ContainsKey("execution_count") || cell["outputs"] is not JsonArray outputs)
            {
                yield return $"{id}: code cells need execution_count and outputs";
                continue;
            }

            foreach (var fault in outputs.SelectMany(o => OutputFaults(o!.AsObject())))
                yield return $"{id}: {fault}";
        }
    }

    private static IEnumerable<string> OutputFaults(JsonObject output)
    {
        var type = output["output_type"]?.ToString() ?? "";
        if (!OutputKeys.TryGetValue(type, out var keys) || !output.Select(p => p.Key).Order(StringComparer.Ordinal).SequenceEqual(keys))
            yield return $"output '{type}' has the keys {string.Join(", ", output.Select(p => p.Key))}";
        if (type == "stream" && (!IsText(output["text"]) || output["name"]?.ToString() is not ("stdout" or "stderr")))
            yield return "a stream needs a name and text";
        foreach (var (mimeType, content) in output["data"]?.AsObject() ?? [])
        {
            if (!mimeType.EndsWith("json", StringComparison.Ordinal) && !IsText(content))
                yield return $"{mimeType}: expected text";
        }
    }

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String || (node is JsonArray lines && lines.All(l => l?.GetValueKind() == JsonValueKind.String));

    [GeneratedRegex("^[a-zA-Z0-9-_]{1,64}$")]
    private static partial Regex Id();
}
