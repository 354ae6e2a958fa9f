using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>A normal distribution with independent axes, by mean and log-variance.</summary>
/// <param name="Mean">μ, [batch, …].</param>
/// <param name="LogVariance">ln σ², the same shape.</param>
public sealed record GaussianPosterior(Tensor Mean, Tensor LogVariance)
{
    /// <summary>Splits an encoder's output in halves: mean and log-variance, the latter kept in [-30, 20].</summary>
    /// <param name="output">[batch, 2 · channel, …].</param>
    /// <exception cref="ArgumentException">The number of channels is odd.</exception>
    public static GaussianPosterior Split(Tensor output)
    {
        if (output.shape[1] % 2 != 0)
            throw new ArgumentException($"{nameof(GaussianPosterior)}: expected an even number of channels, half of them means, got {output.shape[1]}.", nameof(output));
        var halves = output.chunk(2, 1);
        return new(halves[0], halves[1].clamp(-30, 20));
    }

    /// <summary>The residual posterior of a hierarchy (NVAE, Vahdat and Kautz 2020): <c>N(μ + Δμ, σ² Δσ²)</c>.</summary>
    /// <param name="shift">Δμ.</param>
    /// <param name="logScale">ln Δσ².</param>
    public GaussianPosterior Shifted(Tensor shift, Tensor logScale) => new(Mean + shift, LogVariance + logScale);

    /// <summary>A sample that lets gradients through: <c>μ + σ ε</c>.</summary>
    /// <param name="generator">Draws ε.</param>
    public Tensor Sample(Generator generator) =>
        Mean + ((LogVariance * 0.5).exp() * randn(Mean.shape, dtype: Mean.dtype, device: Mean.device, generator: generator));

    /// <summary>KL divergence from the standard normal in nats, for each number: <c>(μ² + σ² - ln σ² - 1)/2</c>.</summary>
    public Tensor Divergence() => (Mean.square() + LogVariance.exp() - LogVariance - 1) * 0.5;

    /// <summary>KL divergence from another in nats, for each number.</summary>
    /// <param name="prior">The other.</param>
    public Tensor Divergence(GaussianPosterior prior) =>
        (((Mean - prior.Mean).square() / prior.LogVariance.exp()) + (LogVariance - prior.LogVariance).exp() - (LogVariance - prior.LogVariance) - 1) * 0.5;
}
