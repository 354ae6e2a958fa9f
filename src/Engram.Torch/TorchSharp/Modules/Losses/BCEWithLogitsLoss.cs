using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>-(w y log σ(x) + (1 - y) log σ(-x)).</summary>
public sealed class BCEWithLogitsLoss : WeightedLoss<torch.Tensor, torch.Tensor, torch.Tensor>
{
    public BCEWithLogitsLoss(torch.Tensor? weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean, torch.Tensor? pos_weights = null)
        : base(weight, reduction) => register_buffer("pos_weight", this.pos_weights = pos_weights?.alias());

    [field: ComponentName(Name = "pos_weight")]
    public torch.Tensor? pos_weights { get; }

    public override torch.Tensor forward(torch.Tensor input, torch.Tensor target) =>
        torch.nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
}
