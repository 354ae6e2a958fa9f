using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Engram.Notebooks.Cells;
using Engram.Notebooks.Documents;

namespace Engram.Notebooks.Execution;

/// <summary>Keeps a cell's output in the notebook file, in nbformat's shapes.</summary>
/// <param name="outputs">The outputs of the cell.</param>
/// <param name="count">The number of the cell's run.</param>
internal sealed partial class DocumentOutput(JsonArray outputs, int count) : IOutput
{
    private readonly Dictionary<string, JsonObject> displays = [];
    private readonly Lock gate = new();

    public void Stream(string name, string text)
    {
        lock (gate)
        {
            // neighbours of one stream are one output
            if (outputs.Count > 0 && outputs[^1] is JsonObject last && last["output_type"]?.ToString() == "stream" && last["name"]?.ToString() == name)
                last["text"] = NotebookCell.Lines(string.Concat(last["text"]!.AsArray().Select(l => l!.ToString())) + text);
            else
                outputs.Add(new JsonObject { ["name"] = name, ["output_type"] = "stream", ["text"] = NotebookCell.Lines(text) });
        }
    }

    public void Display(MimeBundle bundle, string? displayId, bool isResult)
    {
        lock (gate)
        {
            var output = new JsonObject { ["data"] = Data(bundle), ["metadata"] = new JsonObject(), ["output_type"] = isResult ? "execute_result" : "display_data" };
            if (isResult)
                output["execution_count"] = count;
            if (displayId is not null)
                displays[displayId] = output;
            outputs.Add(output);
        }
    }

    public void Update(MimeBundle bundle, string displayId)
    {
        lock (gate)
        {
            if (displays.TryGetValue(displayId, out var output))
                output["data"] = Data(bundle);
        }
    }

    public void Error(CellError error)
    {
        lock (gate)
            outputs.Add(new JsonObject { ["ename"] = error.Name, ["evalue"] = error.Message, ["output_type"] = "error", ["traceback"] = new JsonArray([.. error.Traceback.Select(l => (JsonNode)l!)]) });
    }

    private static JsonObject Data(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (mimeType, content) in bundle.Entries)
            data[mimeType] = JsonType().IsMatch(mimeType) ? JsonNode.Parse(content) : NotebookCell.Lines(content);
        return data;
    }

    [GeneratedRegex(@"^application/(.*\+)?json$")]
    private static partial Regex JsonType();
}
