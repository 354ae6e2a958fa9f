using System.Runtime.CompilerServices;

namespace TorchSharp.Modules;

/// <summary>Modules in an order; what flows between them is what <c>forward</c> says.</summary>
public abstract class Sequential<T1, T2, T3, T4, T5, T6, TResult> : torch.nn.Module<T1, T2, T3, T4, T5, T6, TResult>
{
    private SequentialSteps steps = new();

    protected Sequential(params (string name, torch.nn.Module module)[] modules)
        : base("Sequential")
    {
        foreach (var (name, module) in modules)
            Add(name, module);
    }

    protected Sequential(params torch.nn.Module[] modules)
        : base("Sequential")
    {
        foreach (var module in modules)
            Add(module);
    }

    public int Count => steps.Count;

    [IndexerName("SequentialItems")]
    public torch.nn.Module this[int index] => steps[index].Module;

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, T5, T6, TResult> this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, T5, T6, TResult> this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    public Sequential<T1, T2, T3, T4, T5, T6, TResult> append(string name, torch.nn.Module module)
    {
        Add(name, module);
        return this;
    }

    public Sequential<T1, T2, T3, T4, T5, T6, TResult> append(torch.nn.Module module) => append($"{Count}", module);

    public override IEnumerable<(string name, torch.Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true) => base.named_buffers(recurse, include_persistent);

    public override void train(bool on = true) => base.train(on);

    protected void Add(string name, torch.nn.Module sm)
    {
        register_module(name, sm);
        steps.Add((name, sm));
    }

    protected void Add(torch.nn.Module module) => Add($"{Count}", module);

    /// <summary>The steps from start up to end, as a module of this one's type.</summary>
    protected virtual Sequential<T1, T2, T3, T4, T5, T6, TResult> Slice(int start, int end)
    {
        var part = (Sequential<T1, T2, T3, T4, T5, T6, TResult>)CloneWithoutParts();
        part.steps = new();
        foreach (var (name, module) in steps.Between(start, end))
            part.Add(name, module);
        return part;
    }
}
