namespace TorchSharp.Modules;

/// <summary>max(0, -y (x₁ - x₂) + margin).</summary>
public sealed class MarginRankingLoss(double margin = 0, torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
    : Loss<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor>(reduction)
{
    public double margin { get; } = margin;

    public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2, torch.Tensor target) => torch.nn.functional.margin_ranking_loss(input1, input2, target, margin, reduction);
}
