namespace TorchSharp.Modules;

/// <summary>max(0, d(a, p) - d(a, n) + margin) with the p-norm as distance.</summary>
public sealed class TripletMarginLoss(double margin = 1, long p = 2, double eps = 1e-06, bool swap = false, torch.nn.Reduction reduction = torch.nn.Reduction.Mean)
    : Loss<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor>(reduction)
{
    public double margin { get; } = margin;

    public long p { get; } = p;

    public override torch.Tensor forward(torch.Tensor anchor, torch.Tensor positive, torch.Tensor negative) => torch.nn.functional.triplet_margin_loss(anchor, positive, negative, margin, p, eps, swap, reduction);
}
