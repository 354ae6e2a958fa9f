using System.Text;
using System.Text.Json.Nodes;
using Engram.Notebooks.Cells;
using Engram.Notebooks.Kernel.Messages;
using Engram.Notebooks.Kernel.Wire;

namespace Engram.Notebooks.Kernel;

/// <summary>
/// Answers the requests of one kernel. Shell requests run one after another on the thread that calls <see cref="ServeShell"/>;
/// control requests beside them, so that interrupt and shutdown never wait for a cell.
/// </summary>
internal sealed partial class KernelSession : IDisposable
{
    private const string ProtocolVersion = "5.3";

    private readonly IWire wire;
    private readonly MessageCodec codec;
    private readonly string id = Guid.NewGuid().ToString();
    private readonly CellEngine engine = new();
    private readonly KernelOutput target;
    private readonly BatchedOutput output;
    private readonly CommTable comms;
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Takes over the console: from now on it belongs to the cells.</summary>
    /// <param name="wire">The transport.</param>
    /// <param name="key">Signs messages.</param>
    public KernelSession(IWire wire, byte[] key)
    {
        this.wire = wire;
        codec = new(key);
        target = new(this);
        output = new(target);
        comms = new(this);
        TakeConsole();
        NotebookFunctions.ResetDisplays();
        Publish("status", null, new JsonObject { ["execution_state"] = "starting" });
    }

    // For the life of the process, and anew after an interrupt: the thread that was aborted may have held the console's lock.
    private void TakeConsole() => _ = new ConsoleCapture(output);

    /// <summary>Text that native code wrote to the process's own streams.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">The text.</param>
    public void NativeText(string name, string text) => output.Stream(name, text);

    /// <summary>Handles shell requests until the kernel stops.</summary>
    public void ServeShell() => Serve(WireChannel.Shell);

    /// <summary>Handles control requests until the kernel stops.</summary>
    public void ServeControl() => Serve(WireChannel.Control);

    /// <summary>Sends a message to all clients.</summary>
    public void Publish(string type, JupyterMessage? parent, JsonNode content, JsonNode? metadata = null, byte[][]? buffers = null) =>
        wire.Send(WireChannel.IOPub, codec.Write([Encoding.ASCII.GetBytes($"kernel.{id}.{type}")], type, parent?.Header, content, metadata, buffers));

    public void Dispose()
    {
        output.Dispose();
        stopping.Dispose();
    }

    private void Serve(WireChannel channel)
    {
        while (!stopping.IsCancellationRequested && wire.ReceiveAsync(channel).AsTask().GetAwaiter().GetResult() is { } frames)
        {
            if (Read(frames) is { } request)
                Handle(channel, request);
        }
    }

    private JupyterMessage? Read(byte[][] frames)
    {
        try
        {
            return codec.Read(frames);
        }
        catch (KernelException error)
        {
            KernelLog.Write($"a message was dropped: {error.Message}");
            return null;
        }
    }

    private void Handle(WireChannel channel, JupyterMessage request)
    {
        Publish("status", request, new JsonObject { ["execution_state"] = "busy" });
        try
        {
            Answer(channel, request);
        }
        catch (Exception error)
        {
            // a fault of ours must not take the kernel, and the cells' state with it
            KernelLog.Write($"{request.Type} failed: {error}");
            if (request.Type.EndsWith("_request", StringComparison.Ordinal))
                Reply(channel, request, new JsonObject { ["status"] = "error", ["ename"] = error.GetType().Name, ["evalue"] = error.Message, ["traceback"] = new JsonArray() });
        }
        finally
        {
            output.Flush();
            Publish("status", request, new JsonObject { ["execution_state"] = "idle" });
        }
    }

    private void Answer(WireChannel channel, JupyterMessage request)
    {
        switch (request.Type)
        {
            case "execute_request":
                Execute(channel, request);
                break;
            case "complete_request":
                Reply(channel, request, Complete(request));
                break;
            case "inspect_request":
                Reply(channel, request, Inspect(request));
                break;
            case "is_complete_request":
                Reply(channel, request, IsComplete(request));
                break;
            case "history_request":
                Reply(channel, request, new JsonObject { ["status"] = "ok", ["history"] = history.Answer(request) });
                break;
            case "kernel_info_request":
                Reply(channel, request, KernelInfo());
                break;
            case "comm_info_request":
                Reply(channel, request, new JsonObject { ["status"] = "ok", ["comms"] = comms.Info(request.Text("target_name")) });
                break;
            case "comm_open" or "comm_msg" or "comm_close":
                target.Request = request;
                comms.Handle(request);
                break;
            case "interrupt_request":
                Interrupt();
                Reply(channel, request, new JsonObject { ["status"] = "ok" });
                break;
            case "shutdown_request":
                Shutdown(channel, request);
                break;
            default:
                KernelLog.Write($"{request.Type} is not known here and was left out");
                break;
        }
    }

    private void Reply(WireChannel channel, JupyterMessage request, JsonObject content) =>
        wire.Send(channel, codec.Write(request.Identities, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), request.Header, content));
}
