namespace TorchSharp.Modules;

/// <summary>-mean over classes of y log σ(x) + (1 - y) log σ(-x).</summary>
public sealed class MultiLabelSoftMarginLoss(torch.Tensor? weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
    : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>(weight, reduction)
{
    public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) => torch.nn.functional.multilabel_soft_margin_loss(input, target, weight, reduction);
}
