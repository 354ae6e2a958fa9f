namespace TorchSharp.Modules;

public sealed class SoftMarginLoss(torch.nn.Reduction reduction = torch.nn.Reduction.Mean) : Loss<torch.Tensor, torch.Tensor, torch.Tensor>(reduction)
{
    public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) => torch.nn.functional.soft_margin_loss(input, target, reduction);
}
