using System.Runtime.CompilerServices;

namespace TorchSharp.Modules;

/// <summary>Modules applied one after another.</summary>
public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly List<(string Name, torch.nn.IModule<torch.Tensor, torch.Tensor> Module)> steps = [];

    protected internal Sequential(params (string name, torch.nn.Module<torch.Tensor, torch.Tensor> module)[] modules)
        : base(nameof(Sequential))
    {
        foreach (var (name, module) in modules)
            append(name, module);
    }

    protected internal Sequential(params torch.nn.Module<torch.Tensor, torch.Tensor>[] modules)
        : base(nameof(Sequential))
    {
        foreach (var module in modules)
            append(module);
    }

    public int Count => steps.Count;

    [IndexerName("SequentialItems")]
    public torch.nn.IModule<torch.Tensor, torch.Tensor> this[int index] => steps[index < 0 ? index + steps.Count : index].Module;

    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Part((index.start ?? 0)..(index.end ?? steps.Count));

    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Part(index);

    public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
    {
        register_module(name, (torch.nn.Module)module);
        steps.Add((name, module));
        return this;
    }

    public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) => append($"{steps.Count}", module);

    protected override void RegisterComponents()
    {
        // append registers
    }

    public override IEnumerable<(string name, torch.Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true) => base.named_buffers(recurse, include_persistent);

    public override void train(bool on = true) => base.train(on);

    public override torch.Tensor forward(torch.Tensor tensor)
    {
        if (steps.Count == 0)
            return tensor.alias();
        // Intermediate results are freed at once unless the gradient graph or a scope of the caller holds them.
        var current = tensor;
        foreach (var (_, module) in steps)
        {
            var next = module.call(current);
            if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next))
                current.Dispose();
            current = next;
        }

        return current;
    }

    private Sequential Part(Range range)
    {
        var (offset, length) = range.GetOffsetAndLength(steps.Count);
        var part = new Sequential(Array.Empty<torch.nn.Module<torch.Tensor, torch.Tensor>>());
        foreach (var (name, module) in steps.GetRange(offset, length))
            part.append(name, module);
        return part;
    }
}
