using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Objectives;

/// <summary>
/// Each pair of the batch is told to match or not, by itself (SigLIP, Zhai et al. 2023): <c>-1/B Σᵢⱼ log σ(zᵢⱼ (t sᵢⱼ + b))</c>, z = 1 for
/// the true pairs, else -1; scale t and bias b are learned.
/// </summary>
public sealed class SigmoidContrastive : nn.Module<Tensor, Tensor, LossTerms>
{
    private readonly Parameter log_scale;
    private readonly Parameter bias;

    /// <summary>An objective with t = 10 and b = -10, as published.</summary>
    public SigmoidContrastive()
        : base(nameof(SigmoidContrastive))
    {
        log_scale = nn.Parameter(full([1], Math.Log(10), dtype: ScalarType.Float32));
        bias = nn.Parameter(full([1], -10.0, dtype: ScalarType.Float32));
        RegisterComponents();
    }

    /// <summary>The loss, as the term <c>sigmoid_contrastive</c>.</summary>
    /// <param name="first">[batch, feature].</param>
    /// <param name="second">The other view or modality of the same samples.</param>
    /// <exception cref="ArgumentException">Shapes differ, or there are fewer than two samples.</exception>
    public override LossTerms forward(Tensor first, Tensor second)
    {
        Contrast.Check(first, second, nameof(SigmoidContrastive));
        var batch = first.shape[0];
        var logits = (Contrast.Similarities(first, second, 1) * log_scale.exp()) + bias;
        var sign = (2 * eye(batch, dtype: first.dtype, device: first.device)) - 1;
        return new(new LossTerm("sigmoid_contrastive", -F.logsigmoid(sign * logits).sum() / batch));
    }
}
