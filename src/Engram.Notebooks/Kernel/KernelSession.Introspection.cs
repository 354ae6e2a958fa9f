using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Engram.Notebooks.Cells;
using Engram.Notebooks.Kernel.Messages;

namespace Engram.Notebooks.Kernel;

internal sealed partial class KernelSession
{
    private JsonObject Complete(JupyterMessage request)
    {
        var code = request.Text("code");
        var list = engine.Complete(code, CodePoints.ToIndex(code, request.Number("cursor_pos", int.MaxValue)));
        var (start, end) = (CodePoints.FromIndex(code, list.Start), CodePoints.FromIndex(code, list.End));
        return new()
        {
            ["status"] = "ok", ["matches"] = new JsonArray([.. list.Items.Select(i => (JsonNode)i.Text!)]), ["cursor_start"] = start, ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. list.Items.Select(i => (JsonNode)new JsonObject { ["start"] = start, ["end"] = end, ["text"] = i.Text, ["type"] = i.Kind, ["signature"] = i.Signature })]),
            },
        };
    }

    private JsonObject Inspect(JupyterMessage request)
    {
        var code = request.Text("code");
        var found = engine.Inspect(code, CodePoints.ToIndex(code, request.Number("cursor_pos", int.MaxValue)));
        var data = new JsonObject();
        if (found is not null)
        {
            data["text/plain"] = found.ToString();
            data["text/html"] = $"<pre><b>{WebUtility.HtmlEncode(string.Join('\n', found.Declarations))}</b></pre><pre>{WebUtility.HtmlEncode(found.Documentation)}</pre>";
        }

        return new() { ["status"] = "ok", ["found"] = found is not null, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    private static JsonObject IsComplete(JupyterMessage request)
    {
        var code = request.Text("code");
        var reply = new JsonObject { ["status"] = CellEngine.Completeness(code).ToString().ToLowerInvariant() };
        if (reply["status"]!.ToString() == "incomplete")
        {
            var last = code[(code.LastIndexOf('\n') + 1)..];
            reply["indent"] = last[..^last.TrimStart().Length] + (last.TrimEnd().EndsWith('{') ? "    " : "");
        }

        return reply;
    }

    private static JsonObject KernelInfo() => new()
    {
        ["status"] = "ok", ["protocol_version"] = ProtocolVersion, ["implementation"] = "engram",
        ["implementation_version"] = typeof(KernelSession).Assembly.GetName().Version?.ToString(3),
        ["language_info"] = new JsonObject
        {
            ["name"] = "C#", ["version"] = "14.0", ["mimetype"] = "text/x-csharp", ["file_extension"] = ".cs", ["pygments_lexer"] = "csharp", ["codemirror_mode"] = "text/x-csharp",
        },
        ["banner"] = $"Engram C# kernel on {RuntimeInformation.FrameworkDescription}", ["debugger"] = false, ["supported_features"] = new JsonArray(),
        ["help_links"] = new JsonArray(new JsonObject { ["text"] = "C# reference", ["url"] = "https://learn.microsoft.com/dotnet/csharp/" }),
    };
}
