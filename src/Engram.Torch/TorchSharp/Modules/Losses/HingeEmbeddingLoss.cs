namespace TorchSharp.Modules;

/// <summary>x where y = 1, max(0, margin - x) where y = -1.</summary>
public sealed class HingeEmbeddingLoss(double margin = 0, torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
    : Loss<torch.Tensor, torch.Tensor, torch.Tensor>(reduction)
{
    public double margin { get; } = margin;

    public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) => torch.nn.functional.hinge_embedding_loss(input, target, margin, reduction);
}
