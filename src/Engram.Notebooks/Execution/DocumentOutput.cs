using System.Text.Json.Nodes;
using Engram.Notebooks.Cells;
using Engram.Notebooks.Documents;

namespace Engram.Notebooks.Execution;

/// <summary>Keeps a cell's output in the notebook file, in nbformat's shapes.</summary>
/// <param name="outputs">The outputs of the cell.</param>
/// <param name="count">The number of the cell's run.</param>
internal sealed class DocumentOutput(JsonArray outputs, int count) : IOutput
{
    private const string LiveFigure = "application/vnd.plotly.v1+json";

    private readonly Dictionary<string, JsonObject> displays = [];
    private readonly Lock gate = new();
    private bool isClearPending;

    public void Stream(string name, string text)
    {
        lock (gate)
        {
            ClearIfPending();

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
            ClearIfPending();
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

    public void Clear(bool wait)
    {
        lock (gate)
        {
            isClearPending = true;
            if (!wait)
                ClearIfPending();
        }
    }

    public string ReadLine(string prompt, bool isPassword) =>
        throw new InvalidOperationException($"The cell asks for input (\"{prompt}\"), but the notebook runs headlessly. Give values with -p and a cell tagged \"parameters\".");

    public void Error(CellError error)
    {
        lock (gate)
            outputs.Add(new JsonObject { ["ename"] = error.Name, ["evalue"] = error.Message, ["output_type"] = "error", ["traceback"] = new JsonArray([.. error.Traceback.Select(l => (JsonNode)l!)]) });
    }

    private void ClearIfPending()
    {
        if (isClearPending)
            outputs.Clear();
        isClearPending = false;
    }

    // A file keeps the static picture; its interactive twin is several times as large and comes back by running the cell.
    private static JsonObject Data(MimeBundle bundle)
    {
        var data = bundle.ToJson();
        if (data.ContainsKey("text/html"))
            data.Remove(LiveFigure); // the file holds the static picture; the one that zooms is for a live page and several times as large
        if (data.ContainsKey("text/html"))
            data.Remove(Rendering.Figure.PlotlyMimeType);
        foreach (var (mimeType, content) in bundle.Entries.Where(e => !MimeBundle.IsJson(e.MimeType)))
            data[mimeType] = NotebookCell.Lines(content);
        return data;
    }
}
