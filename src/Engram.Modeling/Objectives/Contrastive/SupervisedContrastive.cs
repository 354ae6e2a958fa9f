using Engram.Modeling.Configuration;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>
/// Samples of one label attract (Khosla et al. 2020): for each sample with partners P, <c>-1/|P| Σ_{p∈P} log e^{s_p/τ} / Σ_{a≠i} e^{s_a/τ}</c>,
/// averaged over samples that have a partner.
/// </summary>
public sealed class SupervisedContrastive
{
    private readonly ContrastiveConfig config;

    /// <summary>An objective.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public SupervisedContrastive(ContrastiveConfig config)
    {
        config.Validate();
        this.config = config;
    }

    /// <summary>The loss, as the term <c>supervised_contrastive</c>.</summary>
    /// <param name="features">[batch, feature].</param>
    /// <param name="labels">[batch], 64-bit.</param>
    /// <exception cref="ArgumentException">A shape is wrong, or no two samples share a label.</exception>
    public LossTerms Compute(Tensor features, Tensor labels)
    {
        Contrast.Check(features, features, nameof(SupervisedContrastive));
        Expect.Shape(labels, $"{nameof(SupervisedContrastive)}, labels", "batch", features.shape[0]);
        var self = Contrast.Diagonal(features.shape[0], features);
        var scores = Contrast.Similarities(features, features, config.Temperature);
        var logs = scores - scores.masked_fill(self, double.NegativeInfinity).logsumexp(1, true);
        var partners = labels.unsqueeze(0).eq(labels.unsqueeze(1)).logical_and(self.logical_not());
        var number = partners.sum(1);
        var has = number > 0;
        if (!has.any().ToBoolean())
            throw new ArgumentException($"{nameof(SupervisedContrastive)}: no two samples of the batch share a label. Take larger batches, or sample by class.", nameof(labels));
        var each = -logs.masked_fill(partners.logical_not(), 0).sum(1) / number.clamp(min: 1);
        return new(new LossTerm("supervised_contrastive", each.masked_fill(has.logical_not(), 0).sum() / has.sum()));
    }
}
