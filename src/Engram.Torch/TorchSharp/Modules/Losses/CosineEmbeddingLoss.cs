namespace TorchSharp.Modules;

/// <summary>1 - cos for pairs that belong together (1), max(0, cos - margin) for others (-1).</summary>
public sealed class CosineEmbeddingLoss(double margin = 0, torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
    : Loss<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor>(reduction)
{
    public double margin { get; } = margin;

    public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2, torch.Tensor target) => torch.nn.functional.cosine_embedding_loss(input1, input2, target, margin, reduction);
}
