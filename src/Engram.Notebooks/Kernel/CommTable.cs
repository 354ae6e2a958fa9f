using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Engram.Notebooks.Cells;
using Engram.Notebooks.Kernel.Messages;

namespace Engram.Notebooks.Kernel;

/// <summary>Open comms: channels between objects in cells and objects in the page.</summary>
/// <param name="session">The session.</param>
internal sealed class CommTable(KernelSession session) : ICommHost
{
    private readonly ConcurrentDictionary<string, Comm> open = new();

    /// <summary>Handles comm_open, comm_msg and comm_close from a page.</summary>
    public void Handle(JupyterMessage message)
    {
        var id = message.Text("comm_id");
        var data = message.Content["data"] as JsonObject ?? [];
        switch (message.Type)
        {
            case "comm_open" when Comm.Target(message.Text("target_name")) is { } opened:
                var comm = new Comm(this, id, message.Text("target_name"));
                open[id] = comm;
                opened(comm, data);
                break;
            case "comm_open":
                session.Publish("comm_close", message, new JsonObject { ["comm_id"] = id, ["data"] = new JsonObject() }); // nobody here knows that target
                break;
            case "comm_msg" when open.TryGetValue(id, out var receiver):
                receiver.Receive(data);
                break;
            case "comm_close" when open.TryRemove(id, out var closed):
                closed.ReceiveClose(data);
                break;
            default:
                break;
        }
    }

    /// <summary>The open comms, all or of one target.</summary>
    public JsonObject Info(string target) =>
        new(open.Values.Where(c => target.Length == 0 || c.TargetName == target).Select(c => KeyValuePair.Create<string, JsonNode?>(c.Id, new JsonObject { ["target_name"] = c.TargetName })));

    public void Send(string type, Comm comm, JsonObject data)
    {
        if (type == "comm_open")
            open[comm.Id] = comm;
        if (type == "comm_close")
            open.TryRemove(comm.Id, out _);
        var content = new JsonObject { ["comm_id"] = comm.Id, ["data"] = data.DeepClone() };
        if (type == "comm_open")
            content["target_name"] = comm.TargetName;
        session.Publish(type, null, content);
    }
}
