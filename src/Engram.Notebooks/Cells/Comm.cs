using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Engram.Notebooks.Cells;

/// <summary>A channel between an object in a cell and an object in the page, as Jupyter's widgets use it.</summary>
public sealed class Comm
{
    private static readonly ConcurrentDictionary<string, Action<Comm, JsonObject>> Targets = new();
    private readonly ICommHost host;

    internal Comm(ICommHost host, string id, string targetName) => (this.host, Id, TargetName) = (host, id, targetName);

    /// <summary>Identifies the channel.</summary>
    public string Id { get; }

    /// <summary>What it is for.</summary>
    public string TargetName { get; }

    /// <summary>A message from the page.</summary>
    public event Action<JsonObject>? Received;

    /// <summary>The page has closed the channel.</summary>
    public event Action<JsonObject>? Closed;

    /// <summary>Says what happens when a page opens a channel of a target.</summary>
    /// <param name="targetName">The target.</param>
    /// <param name="opened">Receives the channel and the first data.</param>
    public static void Register(string targetName, Action<Comm, JsonObject> opened) => Targets[targetName] = opened;

    /// <summary>Sends data to the page.</summary>
    /// <param name="data">A JSON object.</param>
    public void Send(JsonObject data) => host.Send("comm_msg", this, data);

    /// <summary>Closes the channel.</summary>
    /// <param name="data">The last data.</param>
    public void Close(JsonObject? data = null) => host.Send("comm_close", this, data ?? []);

    internal static Action<Comm, JsonObject>? Target(string name) => Targets.GetValueOrDefault(name);

    internal void Receive(JsonObject data) => Received?.Invoke(data);

    internal void ReceiveClose(JsonObject data) => Closed?.Invoke(data);
}
