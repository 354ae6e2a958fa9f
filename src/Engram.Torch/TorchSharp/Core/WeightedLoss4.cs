using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>A loss of four tensors whose classes or elements carry weights.</summary>
public abstract class WeightedLoss<T1, T2, T3, T4, TResult> : Loss<T1, T2, T3, T4, TResult>
{
    protected WeightedLoss(torch.Tensor? weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
        : base(reduction)
    {
        // The buffer moves with the module; the caller's tensor stays the caller's.
        register_buffer(nameof(weight), this.weight = weight?.alias());
    }

    [field: ComponentName(Name = nameof(weight))]
    public torch.Tensor? weight { get; }
}
