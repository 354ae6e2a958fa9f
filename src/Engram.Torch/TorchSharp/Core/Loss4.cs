namespace TorchSharp;

/// <summary>A loss of four tensors.</summary>
public abstract class Loss<T1, T2, T3, T4, TResult>(torch.nn.Reduction reduction = torch.nn.Reduction.Mean) : torch.nn.Module<T1, T2, T3, T4, TResult>("Loss")
{
    public torch.nn.Reduction reduction { get; } = reduction;
}
