using System.Text.Json.Nodes;
using Engram.Notebooks.Cells;
using Engram.Notebooks.Formatting;
using Engram.Notebooks.Kernel.Messages;
using Engram.Notebooks.Kernel.Wire;

namespace Engram.Notebooks.Kernel;

internal sealed partial class KernelSession
{
    private readonly KernelHistory history = new();
    private readonly Lock running = new();
    private CancellationTokenSource? cell;

    private void Execute(WireChannel channel, JupyterMessage request)
    {
        var code = request.Text("code");
        var isSilent = request.Flag("silent");
        var isStored = request.Flag("store_history", fallback: !isSilent) && !isSilent;
        var number = engine.ExecutionCount + (isStored ? 1 : 0);
        (target.Request, target.ExecutionCount, target.IsSilent) = (request, number, isSilent);
        if (!isSilent)
            Publish("execute_input", request, new JsonObject { ["code"] = code, ["execution_count"] = number });
        if (isStored)
            history.Add(number, code);
        var error = RunCell(code, isStored);
        output.Flush();
        var reply = new JsonObject { ["execution_count"] = number };
        if (error is null)
        {
            reply["status"] = "ok";
            reply["payload"] = new JsonArray();
            reply["user_expressions"] = Evaluate(request.Content["user_expressions"] as JsonObject);
        }
        else
        {
            var content = new JsonObject { ["ename"] = error.Name, ["evalue"] = error.Message, ["traceback"] = new JsonArray([.. error.Traceback.Select(l => (JsonNode)l!)]) };
            if (!isSilent)
                Publish("error", request, content.DeepClone());
            foreach (var (name, value) in content)
                reply[name] = value?.DeepClone();
            reply["status"] = "error";
            reply["user_expressions"] = new JsonObject();
        }

        target.IsSilent = false;
        var waiting = error is not null && request.Flag("stop_on_error", fallback: true) ? TakeWaiting(channel) : [];
        Reply(channel, request, reply);
        Abort(channel, waiting);
    }

    private CellError? RunCell(string code, bool isCounted)
    {
        using var source = new CancellationTokenSource();
        lock (running)
            cell = source;
        try
        {
            return engine.Run(code, output, isCounted, source.Token).Error;
        }
        catch (OperationCanceledException)
        {
            TakeConsole();
            return new("Interrupted", "The cell was interrupted.", ["Interrupted: the cell was interrupted."]);
        }
        catch (CellStuckException error)
        {
            return new("Interrupted", error.Message, [error.Message]);
        }
        finally
        {
            lock (running)
                cell = null;
        }
    }

    private void Interrupt()
    {
        lock (running)
            cell?.Cancel();
    }

    // Taken before the client hears of the error: what it sends afterwards, it sends knowingly.
    private List<JupyterMessage> TakeWaiting(WireChannel channel)
    {
        Thread.Sleep(20); // "run all" sends its cells in one go; the last of them may still be on the way
        var waiting = new List<JupyterMessage>();
        while (wire.TryReceive(channel) is { } frames)
        {
            if (Read(frames) is { } request)
                waiting.Add(request);
        }

        return waiting;
    }

    // cells that were queued behind a failing one must not run: they build on what it should have made
    private void Abort(WireChannel channel, List<JupyterMessage> waiting)
    {
        foreach (var request in waiting)
        {
            if (request.Type != "execute_request")
            {
                Handle(channel, request);
                continue;
            }

            Publish("status", request, new JsonObject { ["execution_state"] = "busy" });
            Reply(channel, request, new JsonObject { ["status"] = "aborted", ["execution_count"] = engine.ExecutionCount });
            Publish("status", request, new JsonObject { ["execution_state"] = "idle" });
        }
    }

    private JsonObject Evaluate(JsonObject? expressions)
    {
        var results = new JsonObject();
        foreach (var (name, expression) in expressions ?? [])
        {
            var capture = new ValueCapture();
            var error = expression is null ? null : engine.Run(expression.ToString(), capture, isCounted: false).Error;
            results[name] = error is null
                ? new JsonObject { ["status"] = "ok", ["data"] = (capture.Result ?? ValueFormatting.Format(null)).ToJson(), ["metadata"] = new JsonObject() }
                : new JsonObject { ["status"] = "error", ["ename"] = error.Name, ["evalue"] = error.Message, ["traceback"] = new JsonArray([.. error.Traceback.Select(l => (JsonNode)l!)]) };
        }

        return results;
    }
}
