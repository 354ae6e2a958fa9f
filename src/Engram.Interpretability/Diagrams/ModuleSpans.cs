using System.Reflection;
using Engram.Torch.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Diagrams;

/// <summary>Watches when submodules begin and end, by their forward hooks.</summary>
internal sealed class ModuleSpans : IDisposable
{
    private readonly List<ModuleSpan> spans = [];
    private readonly List<Action> removals = [];
    private readonly Stack<int> starts = new();
    private readonly OperatorTrace trace;

    public ModuleSpans(nn.Module model, OperatorTrace trace)
    {
        this.trace = trace;
        foreach (var (path, module) in model.named_modules())
            Watch(path, module);
    }

    public IReadOnlyList<ModuleSpan> Spans => spans;

    public void Dispose() => removals.ForEach(remove => remove());

    private void Watch(string path, nn.Module module)
    {
        Hook(module, "register_forward_pre_hook", _ => starts.Push(trace.Calls.Count));
        Hook(module, "register_forward_hook", m => spans.Add(new($"{path}: {m.GetName()}", starts.Pop(), trace.Calls.Count)));
    }

    // The hooks' signatures depend on the module's; those that take an action do not. Containers are not called and have none.
    private void Hook(nn.Module module, string name, Action<nn.Module> action)
    {
        var method = module.GetType().GetMethod(name, BindingFlags.Public | BindingFlags.Instance, [typeof(Action<nn.Module>)]);
        if (method?.Invoke(module, [action]) is { } handle)
            removals.Add(() => handle.GetType().GetMethod("remove")!.Invoke(handle, null));
    }
}
