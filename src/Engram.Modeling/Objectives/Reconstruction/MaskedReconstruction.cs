using Engram.Modeling.Configuration;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>Masked patches are to be predicted: the mean distance over all numbers of the patches that count (masked autoencoder, He et al. 2022).</summary>
public sealed class MaskedReconstruction
{
    private const double Epsilon = 1e-6;
    private readonly MaskedReconstructionConfig config;

    /// <summary>An objective.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public MaskedReconstruction(MaskedReconstructionConfig config)
    {
        config.Validate();
        this.config = config;
    }

    /// <summary>The loss, as the term <c>reconstruction</c>.</summary>
    /// <param name="prediction">[batch, patch, number].</param>
    /// <param name="target">The same shape.</param>
    /// <param name="masked">[batch, patch], true where a patch counts; none for all, as when only masked ones were predicted.</param>
    /// <exception cref="ArgumentException">Shapes differ, the batch is empty, or nothing counts.</exception>
    public LossTerms Compute(Tensor prediction, Tensor target, Tensor? masked = null)
    {
        Expect.Shape(prediction, nameof(MaskedReconstruction), "batch, patch, number", -1, -1, -1);
        Distances.SameShape(prediction, target, nameof(MaskedReconstruction));
        target = target.detach();
        if (config.NormaliseTargets)
            target = (target - target.mean([-1], keepdim: true)) / (target.var(-1, unbiased: true, keepdim: true) + Epsilon).sqrt();
        var perPatch = Distances.Between(config.Distance, prediction, target).mean([-1]);
        if (masked is null)
            return new(new LossTerm("reconstruction", perPatch.mean()));
        return new(new LossTerm("reconstruction", Mean(perPatch, masked, nameof(MaskedReconstruction))));
    }

    /// <summary>The mean over places that count.</summary>
    internal static Tensor Mean(Tensor values, Tensor counts, string objective)
    {
        if (!values.shape.SequenceEqual(counts.shape))
            throw new ArgumentException($"{objective}: expected a mask of shape [{string.Join(", ", values.shape)}], got [{string.Join(", ", counts.shape)}].");
        var number = counts.sum();
        if (number.ToInt64() == 0)
            throw new ArgumentException($"{objective}: nothing is masked, so there is nothing to predict. Raise the mask ratio.");
        return values.masked_fill(counts.logical_not(), 0).sum() / number;
    }
}
