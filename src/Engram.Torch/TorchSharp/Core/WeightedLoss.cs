namespace TorchSharp;

/// <summary>A loss of a prediction and a target whose classes or elements carry weights.</summary>
public abstract class WeightedLoss<T1, T2, TResult>(torch.Tensor? weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean) : Loss<T1, T2, TResult>(reduction)
{
    public torch.Tensor? weight { get; } = weight;
}
