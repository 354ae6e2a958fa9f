using System.Text.Json.Nodes;

namespace Engram.Notebooks.Documents;

/// <summary>One cell of a notebook file.</summary>
/// <param name="json">The cell as it stands in the file.</param>
public sealed class NotebookCell(JsonObject json)
{
    /// <summary>Whether the cell holds code.</summary>
    public bool IsCode => json["cell_type"]?.ToString() == "code";

    /// <summary>The text of the cell.</summary>
    public string Source => json["source"] is JsonArray lines ? string.Concat(lines.Select(l => l?.ToString())) : json["source"]?.ToString() ?? "";

    /// <summary>The tags of the cell.</summary>
    public IReadOnlyList<string> Tags => json["metadata"]?["tags"] is JsonArray tags ? [.. tags.Select(t => t?.ToString() ?? "")] : [];

    /// <summary>The outputs in the file.</summary>
    public JsonArray Outputs
    {
        get
        {
            if (json["outputs"] is JsonArray outputs)
                return outputs;
            json["outputs"] = outputs = [];
            return outputs;
        }
    }

    /// <summary>The number that the cell got when it ran.</summary>
    /// <param name="count">1, 2, 3 … or <see langword="null"/> where it has not run.</param>
    public void SetExecutionCount(int? count) => json["execution_count"] = count;

    /// <summary>A new code cell.</summary>
    /// <param name="id">Unique in the notebook.</param>
    /// <param name="source">C#.</param>
    internal static JsonObject Code(string id, string source)
    {
        var cell = new JsonObject { ["cell_type"] = "code", ["execution_count"] = null, ["id"] = id, ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["source"] = Lines(source) };
        new NotebookCell(cell).Complete(0);
        return cell;
    }

    internal static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    internal void Complete(int index)
    {
        if (json["id"]?.ToString() is not { Length: > 0 })
            json["id"] = $"cell-{index}";
        if (json["metadata"] is not JsonObject metadata)
            json["metadata"] = metadata = [];
        if (!IsCode)
            return;
        metadata["dotnet_interactive"] = new JsonObject { ["language"] = "csharp" };
        metadata["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" };
        _ = Outputs;
        if (!json.ContainsKey("execution_count"))
            json["execution_count"] = null;
    }
}
