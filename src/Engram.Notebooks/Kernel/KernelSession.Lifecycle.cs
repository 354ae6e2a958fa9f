using System.Text.Json.Nodes;
using Engram.Notebooks.Kernel.Messages;
using Engram.Notebooks.Kernel.Wire;

namespace Engram.Notebooks.Kernel;

internal sealed partial class KernelSession
{
    /// <summary>Asks the person behind a request for a line; waits until it comes or the cell is interrupted.</summary>
    /// <exception cref="InvalidOperationException">The client cannot answer.</exception>
    public string Ask(JupyterMessage? request, string prompt, bool isPassword)
    {
        if (request is null || request.Type != "execute_request" || !request.Flag("allow_stdin", fallback: true))
            throw new InvalidOperationException($"The cell asks for input (\"{prompt}\"), but this client cannot answer.");
        while (wire.TryReceive(WireChannel.Stdin) is not null)
        {
            // an answer that came too late belongs to a question that nobody asks any more
        }

        wire.Send(WireChannel.Stdin, codec.Write(request.Identities, "input_request", request.Header, new JsonObject { ["prompt"] = prompt, ["password"] = isPassword }));
        while (wire.ReceiveAsync(WireChannel.Stdin).AsTask() is var coming)
        {
            coming.Wait(Cells.NotebookFunctions.CellCancellation);
            if (coming.Result is not { } frames)
                break;
            if (Read(frames) is { Type: "input_reply" } reply)
                return reply.Text("value");
        }

        throw new InvalidOperationException("The kernel is stopping.");
    }

    private void Shutdown(WireChannel channel, JupyterMessage request)
    {
        var content = new JsonObject { ["status"] = "ok", ["restart"] = request.Flag("restart") };
        Interrupt();
        Reply(channel, request, content);
        Publish("shutdown_reply", request, content.DeepClone());
        Publish("status", request, new JsonObject { ["execution_state"] = "idle" });
        Stopped?.Invoke();
    }

    /// <summary>Called when a client has asked the kernel to stop.</summary>
    public Action? Stopped { get; set; }
}
