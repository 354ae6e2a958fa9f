using Engram.Modeling.Configuration;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Objectives;

/// <summary>
/// The pair of each sample is to be told from all other samples of the batch, both ways (van den Oord et al. 2018; CLIP, Radford et al.
/// 2021): <c>-log e^{sᵢᵢ/τ} / Σⱼ e^{sᵢⱼ/τ}</c>, s the cosine.
/// </summary>
public sealed class InfoNce
{
    private readonly ContrastiveConfig config;

    /// <summary>An objective.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public InfoNce(ContrastiveConfig config)
    {
        config.Validate();
        this.config = config;
    }

    /// <summary>The loss, as the term <c>info_nce</c>, with the <c>accuracy</c> of the match beside it.</summary>
    /// <param name="first">[batch, feature].</param>
    /// <param name="second">The other view or modality of the same samples, [batch, feature].</param>
    /// <exception cref="ArgumentException">Shapes differ, or there are fewer than two samples.</exception>
    public LossTerms Compute(Tensor first, Tensor second)
    {
        Contrast.Check(first, second, nameof(InfoNce));
        var scores = Contrast.Similarities(first, second, config.Temperature);
        var own = arange(first.shape[0], dtype: ScalarType.Int64, device: first.device);
        var loss = (F.cross_entropy(scores, own) + F.cross_entropy(scores.transpose(0, 1), own)) / 2;
        return new LossTerms(new LossTerm("info_nce", loss)).Watch("accuracy", scores.argmax(1).eq(own).to(scores.dtype).mean());
    }
}
