using Engram.Modeling.Configuration;
using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>
/// The loss of a variational autoencoder (Kingma and Welling 2014): mean distance of the reconstruction plus β times the divergence, which
/// is summed over channels and averaged over batch and places.
/// </summary>
public sealed class EvidenceLowerBound
{
    private readonly EvidenceLowerBoundConfig config;

    /// <summary>An objective.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public EvidenceLowerBound(EvidenceLowerBoundConfig config)
    {
        config.Validate();
        this.config = config;
    }

    /// <summary>The loss, as the terms <c>reconstruction</c> and <c>divergence</c>.</summary>
    /// <param name="reconstruction">[batch, channel, …].</param>
    /// <param name="signal">The same shape.</param>
    /// <param name="posterior">Of the latent, [batch, latent channel, …].</param>
    /// <exception cref="ArgumentException">Shapes differ, or the batch is empty.</exception>
    public LossTerms Compute(Tensor reconstruction, Tensor signal, GaussianPosterior posterior)
    {
        Distances.SameShape(reconstruction, signal, nameof(EvidenceLowerBound));
        Distances.SameShape(posterior.Mean, posterior.LogVariance, nameof(EvidenceLowerBound));
        return new(
            new LossTerm("reconstruction", Distances.Between(config.Distance, reconstruction, signal.detach()).mean()),
            new LossTerm("divergence", posterior.Divergence().sum(1).mean(), config.DivergenceWeight));
    }
}
