using Engram.Modeling.Configuration;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>
/// Losses of a Wasserstein GAN with gradient penalty (Gulrajani et al. 2017). Critic: <c>mean D(x̃) - mean D(x) + λ mean (‖∇D(x̂)‖ - 1)²</c>
/// with x̂ between real and made; generator: <c>-mean D(x̃)</c>.
/// </summary>
public sealed class WassersteinGradientPenalty
{
    private readonly WassersteinGradientPenaltyConfig config;

    /// <summary>An objective.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public WassersteinGradientPenalty(WassersteinGradientPenaltyConfig config)
    {
        config.Validate();
        this.config = config;
    }

    /// <summary>The critic's loss, as the terms <c>made</c>, <c>real</c> and <c>gradient_penalty</c>.</summary>
    /// <param name="critic">From samples [batch, …] to scores [batch] or [batch, 1].</param>
    /// <param name="real">Real samples.</param>
    /// <param name="made">Made samples, the same shape; they get no gradient.</param>
    /// <param name="mix">[batch], each sample's place between made (0) and real (1).</param>
    /// <exception cref="ArgumentException">Shapes differ, or the batch is empty.</exception>
    public LossTerms Critic(Func<Tensor, Tensor> critic, Tensor real, Tensor made, Tensor mix)
    {
        Distances.SameShape(made, real, nameof(WassersteinGradientPenalty));
        Expect.Shape(mix, $"{nameof(WassersteinGradientPenalty)}, mix", "batch", real.shape[0]);
        var share = mix.reshape([real.shape[0], .. Enumerable.Repeat(1L, (int)real.dim() - 1)]);
        var between = ((share * real.detach()) + ((1 - share) * made.detach())).detach().requires_grad_();
        var gradient = autograd.grad([critic(between).sum()], [between], create_graph: true)[0];
        var norm = (gradient.flatten(1).square().sum(1) + 1e-12).sqrt();
        return new(
            new LossTerm("made", critic(made.detach()).mean()),
            new LossTerm("real", critic(real.detach()).mean(), -1),
            new LossTerm("gradient_penalty", (norm - 1).square().mean(), config.PenaltyWeight));
    }

    /// <summary>The generator's loss, as the term <c>generator</c>.</summary>
    /// <param name="critic">From samples to scores.</param>
    /// <param name="made">Made samples with their graph.</param>
    /// <exception cref="ArgumentException">The batch is empty.</exception>
    public LossTerms Generator(Func<Tensor, Tensor> critic, Tensor made) => made.numel() > 0
        ? new(new LossTerm("generator", critic(made).mean(), -1))
        : throw new ArgumentException($"{nameof(WassersteinGradientPenalty)}: expected samples, got an empty batch.", nameof(made));
}
