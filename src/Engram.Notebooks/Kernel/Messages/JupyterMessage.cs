using System.Text.Json.Nodes;

namespace Engram.Notebooks.Kernel.Messages;

/// <summary>One message of Jupyter's protocol, its signature checked.</summary>
/// <param name="Identities">The way back to the sender.</param>
/// <param name="Header">The header as it came; replies carry it as their parent's.</param>
/// <param name="Id">msg_id.</param>
/// <param name="Type">msg_type.</param>
/// <param name="Content">The content.</param>
/// <param name="Buffers">Raw bytes that follow.</param>
internal sealed record JupyterMessage(byte[][] Identities, byte[] Header, string Id, string Type, JsonObject Content, byte[][] Buffers)
{
    /// <summary>A text of the content.</summary>
    public string Text(string name, string fallback = "") => Content[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : fallback;

    /// <summary>A yes or no of the content.</summary>
    public bool Flag(string name, bool fallback = false) => Content[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : fallback;

    /// <summary>A whole number of the content.</summary>
    public int Number(string name, int fallback = 0) => Content[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : fallback;
}
