using Engram.Modeling.Configuration;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Objectives;

/// <summary>
/// What shapes prototypes (ProtoPNet, Chen et al. 2019, with similarities for distances and several labels a sample): each sample should be
/// near one prototype of its classes (<c>cluster</c>: minus the largest such similarity), far from the others (<c>separation</c>: the largest
/// of them), and prototypes should differ (<c>diversity</c>: mean squared cosine of different prototypes).
/// </summary>
public sealed class PrototypeLosses
{
    private readonly PrototypeConfig config;

    /// <summary>An objective.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public PrototypeLosses(PrototypeConfig config)
    {
        config.Validate();
        this.config = config;
    }

    /// <summary>The losses. A sample without a prototype of its class, or of another, counts in the other term alone.</summary>
    /// <param name="similarities">Of samples and prototypes, [batch, prototype].</param>
    /// <param name="labels">[batch, class], true where a sample has the class.</param>
    /// <param name="prototypeClass">Class of each prototype, [prototype], 64-bit.</param>
    /// <param name="prototypes">The prototypes, [prototype, feature].</param>
    /// <exception cref="ArgumentException">A shape is wrong, the batch is empty, or there is one prototype alone.</exception>
    public LossTerms Compute(Tensor similarities, Tensor labels, Tensor prototypeClass, Tensor prototypes)
    {
        Expect.Shape(similarities, nameof(PrototypeLosses), "batch, prototype", -1, -1);
        var count = similarities.shape[1];
        Expect.Shape(labels, $"{nameof(PrototypeLosses)}, labels", "batch, class", similarities.shape[0], -1);
        Expect.Shape(prototypeClass, $"{nameof(PrototypeLosses)}, prototypeClass", "prototype", count);
        Expect.Shape(prototypes, $"{nameof(PrototypeLosses)}, prototypes", "prototype, feature", count, -1);
        if (count < 2)
            throw new ArgumentException($"{nameof(PrototypeLosses)}: expected at least two prototypes, got one.", nameof(prototypes));
        var own = labels.index_select(1, prototypeClass);
        var unit = F.normalize(prototypes, 2, -1);
        var cosines = matmul(unit, unit.transpose(0, 1)).masked_fill(Contrast.Diagonal(count, unit), 0);
        return new(
            new LossTerm("cluster", -Largest(similarities, own), config.ClusterWeight),
            new LossTerm("separation", Largest(similarities, own.logical_not()), config.SeparationWeight),
            new LossTerm("diversity", cosines.square().sum() / (count * (count - 1)), config.DiversityWeight));
    }

    // The largest allowed similarity of each sample, averaged over samples that have one.
    private static Tensor Largest(Tensor similarities, Tensor allowed)
    {
        var some = allowed.any(1);
        var largest = similarities.masked_fill(allowed.logical_not(), finfo(similarities.dtype).min).amax([1]);
        return largest.masked_fill(some.logical_not(), 0).sum() / some.sum().clamp(min: 1);
    }
}
