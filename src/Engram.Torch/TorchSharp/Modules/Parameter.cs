namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains.</summary>
public class Parameter : torch.Tensor
{
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(data.detach().GiveUpHandle(), 0)
    {
        requires_grad_(requires_grad);
    }
}
