using System.Text.Json.Nodes;

namespace Engram.Notebooks.Cells;

/// <summary>Carries comm messages to the page.</summary>
internal interface ICommHost
{
    /// <summary>Sends a message of a comm.</summary>
    void Send(string type, Comm comm, JsonObject data);
}
