namespace TorchSharp.Modules;

/// <summary>Σ max(0, 1 - (x_target - x_other)) / classes.</summary>
public sealed class MultiLabelMarginLoss(torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
    : Loss<torch.Tensor, torch.Tensor, torch.Tensor>(reduction)
{
    public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) => torch.nn.functional.multi_label_margin_loss(input, target, reduction);
}
