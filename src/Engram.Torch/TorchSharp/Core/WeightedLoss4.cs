namespace TorchSharp;

/// <summary>A loss of four tensors whose classes or elements carry weights.</summary>
public abstract class WeightedLoss<T1, T2, T3, T4, TResult>(torch.Tensor? weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean) : Loss<T1, T2, T3, T4, TResult>(reduction)
{
    public torch.Tensor? weight { get; } = weight;
}
