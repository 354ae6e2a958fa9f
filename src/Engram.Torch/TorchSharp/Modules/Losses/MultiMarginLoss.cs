namespace TorchSharp.Modules;

/// <summary>Σ max(0, margin - x_target + x_other)ᵖ / classes.</summary>
public sealed class MultiMarginLoss(int p = 1, double margin = 1, torch.Tensor? weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
    : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>(weight, reduction)
{
    public int p { get; } = p;

    public double margin { get; } = margin;

    public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) => torch.nn.functional.multi_margin_loss(input, target, p, margin, weight, reduction);
}
