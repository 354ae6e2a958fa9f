using Engram.Modeling.Configuration;
using Engram.Modeling.Decoders;
using Engram.Modeling.Encoders;
using Engram.Modeling.Objectives;
using Engram.Signals.Cardiac;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.WearEcg;

/// <summary>
/// WearECG (2025): a convolutional variational autoencoder that sees three of twelve leads and rebuilds all of them. The mask is part of
/// the model, so that no script can forget it.
/// </summary>
public sealed class WearEcgModel : nn.Module<Tensor, Tensor>
{
    private const double LatentScale = 0.18215; // of latent diffusion; the decoder takes it out again

    private readonly ConvolutionalEncoder encoder;
    private readonly Conv1d to_latent;
    private readonly Conv1d from_latent;
    private readonly ConvolutionalDecoder decoder;
    private readonly Tensor mask;
    private readonly EvidenceLowerBound bound;

    /// <summary>A model with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public WearEcgModel(WearEcgModelConfig config)
        : base(nameof(WearEcgModel))
    {
        config.Validate();
        Config = config;
        encoder = new(config.Encoder);
        to_latent = nn.Conv1d(config.Encoder.EncoderChannels, config.Encoder.EncoderChannels, 1);
        from_latent = nn.Conv1d(config.Decoder.LatentChannels, config.Decoder.LatentChannels, 1);
        decoder = new(config.Decoder);
        bound = new(new() { DivergenceWeight = config.DivergenceWeight });
        mask = Mask(config.Measured, config.Encoder.SignalChannels);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public WearEcgModelConfig Config { get; }

    /// <summary>1 for measured leads, 0 for others, [1, lead, 1].</summary>
    /// <param name="measured">Their indices.</param>
    /// <param name="leads">How many leads there are.</param>
    public static Tensor Mask(IReadOnlyList<int> measured, int leads) =>
        tensor(Enumerable.Range(0, leads).Select(l => measured.Contains(l) ? 1f : 0f).ToArray()).reshape(1, leads, 1).DetachFromDisposeScope();

    /// <summary>The posterior of the latent, whatever stands in the unmeasured leads.</summary>
    /// <param name="signal">[batch, lead, time], mV.</param>
    public GaussianPosterior Encode(Tensor signal) => GaussianPosterior.Split(to_latent.call(encoder.call(signal * mask)));

    /// <summary>All leads from a latent, [batch, lead, time].</summary>
    /// <param name="latent">z, scaled as <see cref="Scaled"/> does.</param>
    /// <param name="signal">The recording whose measured II derived limb leads go by.</param>
    public Tensor Decode(Tensor latent, Tensor signal)
    {
        var leads = decoder.call(from_latent.call(latent / LatentScale));
        if (!Config.DerivesLimbLeads)
            return leads;
        var (one, two) = (leads.narrow(1, 0, 1), signal.narrow(1, 1, 1));
        var limbs = LimbLeads.Weights.Select(w => (w.One * one) + (w.Two * two));
        return cat([.. limbs, leads.narrow(1, LimbLeads.Weights.Count, leads.shape[1] - LimbLeads.Weights.Count)], 1);
    }

    /// <summary>A latent as the decoder takes it.</summary>
    /// <param name="latent">Mean or sample of the posterior.</param>
    public static Tensor Scaled(Tensor latent) => latent * LatentScale;

    /// <summary>The recording rebuilt from the mean of the posterior, so that errors are not random.</summary>
    /// <param name="signal">[batch, lead, time].</param>
    public override Tensor forward(Tensor signal) => Decode(Scaled(Encode(signal).Mean), signal);

    /// <summary>One rebuilt recording from a sample of the posterior.</summary>
    /// <param name="signal">[batch, lead, time].</param>
    /// <param name="generator">Draws the sample.</param>
    public Tensor Sample(Tensor signal, Generator generator) => Decode(Scaled(Encode(signal).Sample(generator)), signal);

    /// <summary>Mean squared error over all leads plus the weighted divergence.</summary>
    /// <param name="signal">[batch, lead, time].</param>
    /// <param name="generator">Draws the latent.</param>
    public LossTerms Loss(Tensor signal, Generator generator)
    {
        var posterior = Encode(signal);
        var latent = Config.DivergenceWeight > 0 ? posterior.Sample(generator) : posterior.Mean;
        return bound.Compute(Decode(Scaled(latent), signal), signal, posterior);
    }
}
