using Engram.Modeling.Decoders;
using Engram.Modeling.Encoders;
using Engram.Modeling.Masking;
using Engram.Modeling.Objectives;
using Engram.Modeling.Positions;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>The rival: the same encoder, masks and predictor, but what is predicted are the samples of the masked patches (masked autoencoder).</summary>
public sealed class PatchAutoencoder : nn.Module
{
    private readonly PatchTransformer encoder;
    private readonly MaskedTokenDecoder decoder;
    private readonly SinusoidalPosition position;
    private readonly MaskedReconstruction reconstruction = new(new() { Distance = Modeling.Objectives.Distance.Squared });

    /// <summary>A model with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings of its rival.</param>
    public PatchAutoencoder(EcgJepaModelConfig config)
        : base(nameof(PatchAutoencoder))
    {
        config.Validate();
        encoder = new(config.Encoder);
        decoder = new(new() { InputWidth = config.Encoder.Transformer.Width, OutputWidth = config.Encoder.Channels * config.Encoder.Patch, Transformer = config.Predictor });
        position = new(new() { Width = config.Predictor.Width });
        RegisterComponents();
    }

    /// <summary>The encoder.</summary>
    public PatchTransformer Encoder => encoder;

    /// <summary>The mean squared error over the samples of masked patches.</summary>
    /// <param name="signal">[batch, lead, time].</param>
    /// <param name="mask">Which patches are masked.</param>
    public LossTerms Loss(Tensor signal, MaskPartition mask)
    {
        var (kept, masked) = (mask.VisibleIndices(), mask.MaskedIndices());
        var predicted = decoder.call(encoder.Encode(signal, kept).Tokens, kept, masked, position.Sequence(mask.Grid.Tokens).unsqueeze(0));
        return reconstruction.Compute(predicted, TokenTransformer.Select(Patches(signal, encoder.Config.Patch), masked));
    }

    /// <summary>The samples of each patch, leads one after another, [batch, lead, time] to [batch, patch, lead · sample].</summary>
    /// <param name="signal">Signals.</param>
    /// <param name="patch">Samples of a patch.</param>
    public static Tensor Patches(Tensor signal, int patch) => signal.unfold(2, patch, patch).permute(0, 2, 1, 3).flatten(2);
}
