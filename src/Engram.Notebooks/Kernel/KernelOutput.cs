using System.Text.Json.Nodes;
using Engram.Notebooks.Cells;

namespace Engram.Notebooks.Kernel;

/// <summary>Publishes what a cell shows to all clients, under the request that ran the cell.</summary>
/// <param name="session">The session.</param>
internal sealed class KernelOutput(KernelSession session) : IOutput
{
    /// <summary>The request whose cell is running, or ran last: background work of a cell still belongs to it.</summary>
    public Messages.JupyterMessage? Request { get; set; }

    /// <summary>Number of the cell.</summary>
    public int ExecutionCount { get; set; }

    /// <summary>Whether nothing is to be shown.</summary>
    public bool IsSilent { get; set; }

    public void Stream(string name, string text) => Publish("stream", new JsonObject { ["name"] = name, ["text"] = text });

    public void Display(MimeBundle bundle, string? displayId, bool isResult)
    {
        var content = new JsonObject { ["data"] = bundle.ToJson(), ["metadata"] = new JsonObject() };
        if (displayId is not null)
            content["transient"] = new JsonObject { ["display_id"] = displayId };
        if (isResult)
            content["execution_count"] = ExecutionCount;
        Publish(isResult ? "execute_result" : "display_data", content);
    }

    public void Update(MimeBundle bundle, string displayId) => Publish("update_display_data", new JsonObject
    {
        ["data"] = bundle.ToJson(), ["metadata"] = new JsonObject(), ["transient"] = new JsonObject { ["display_id"] = displayId },
    });

    public void Clear(bool wait) => Publish("clear_output", new JsonObject { ["wait"] = wait });

    public string ReadLine(string prompt, bool isPassword) => session.Ask(Request, prompt, isPassword);

    private void Publish(string type, JsonObject content)
    {
        if (!IsSilent)
            session.Publish(type, Request, content);
    }
}
