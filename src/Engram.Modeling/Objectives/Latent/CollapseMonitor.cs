using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>Tells whether features still differ between tokens. In a collapse the deviation goes to 0 and the effective rank to 1.</summary>
public static class CollapseMonitor
{
    /// <summary>Deviation of each feature over all tokens, averaged over features.</summary>
    /// <param name="features">[…, feature].</param>
    public static Tensor Deviation(Tensor features)
    {
        using var _ = no_grad();
        return features.detach().reshape(-1, features.shape[^1]).std(0, unbiased: false).mean();
    }

    /// <summary>Effective rank (Roy and Vetterli 2007): <c>exp(-Σ p log p)</c>, p the singular values of the centred features by their sum.</summary>
    /// <param name="features">[…, feature]; at most 1,024 tokens, evenly spaced, are looked at.</param>
    public static Tensor EffectiveRank(Tensor features)
    {
        using var _ = no_grad();
        var rows = features.detach().reshape(-1, features.shape[^1]);
        var stride = Math.Max(1, rows.shape[0] / 1024);
        rows = rows[TensorIndex.Slice(null, null, stride)].to(ScalarType.Float64);
        var values = linalg.svdvals(rows - rows.mean([0], keepdim: true));
        var p = values / values.sum().clamp(min: 1e-300);
        return (-(p * p.clamp(min: 1e-300).log()).sum()).exp();
    }
}
