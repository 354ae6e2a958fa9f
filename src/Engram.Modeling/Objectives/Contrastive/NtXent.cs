using Engram.Modeling.Configuration;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Objectives;

/// <summary>SimCLR's loss (Chen et al. 2020): each of the 2B views is to find its partner among the 2B - 1 others.</summary>
public sealed class NtXent
{
    private readonly ContrastiveConfig config;

    /// <summary>An objective.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public NtXent(ContrastiveConfig config)
    {
        config.Validate();
        this.config = config;
    }

    /// <summary>The loss, as the term <c>nt_xent</c>.</summary>
    /// <param name="first">[batch, feature].</param>
    /// <param name="second">The other view of the same samples, [batch, feature].</param>
    /// <exception cref="ArgumentException">Shapes differ, or there are fewer than two samples.</exception>
    public LossTerms Compute(Tensor first, Tensor second)
    {
        Contrast.Check(first, second, nameof(NtXent));
        var batch = first.shape[0];
        var views = cat([first, second], 0);
        var scores = Contrast.Similarities(views, views, config.Temperature).masked_fill(Contrast.Diagonal(2 * batch, views), double.NegativeInfinity);
        var partner = arange(2 * batch, dtype: ScalarType.Int64, device: first.device).roll(batch);
        return new(new LossTerm("nt_xent", F.cross_entropy(scores, partner)));
    }
}
