using Engram.Modeling.Configuration;
using Engram.Modeling.Decoders;
using Engram.Modeling.Encoders;
using Engram.Modeling.Masking;
using Engram.Modeling.Objectives;
using Engram.Modeling.Positions;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.Reve;

/// <summary>REVE (El Ouahidi et al. 2025): a masked autoencoder of EEG whose tokens carry a code of their electrode's place and their time, so that any montage and length fits. Tokens are ordered by channel, then by time, in masks too.</summary>
public sealed class ReveModel : nn.Module<Tensor, Tensor, Tensor>
{
    private const double BaseDeviation = 0.02;
    private const int BaseWidth = 512;
    private readonly Linear embedding;
    private readonly FourierPosition? position;
    private readonly LearnedPosition? channels;
    private readonly LearnedPosition? times;
    private readonly TokenTransformer encoder;
    private readonly MaskedTokenDecoder decoder;
    private readonly GlobalTokenDecoder? summary;

    /// <summary>A model with weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="seed">Seed of the position noise and of learned tables.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public ReveModel(ReveConfig config, long seed)
        : base(nameof(ReveModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        embedding = nn.Linear(config.Patch, config.Width);
        if (config.Code == SpatialCode.Fourier)
            position = new(new() { Frequencies = config.Frequencies, Width = config.Width, Seed = seed });
        else
            times = new(new() { Count = config.Steps, Width = config.Width, Seed = seed });
        if (config.Code == SpatialCode.Index)
            channels = new(new() { Count = config.Channels, Width = config.Width, Seed = seed + 1 });
        encoder = new(config.Encoder);
        decoder = new(config.Decoder);
        if (config.GlobalWeight > 0)
            summary = new(new() { Width = config.Width, OutputWidth = config.Patch });
        RegisterComponents();
        Initialise();
    }

    /// <summary>The settings.</summary>
    public ReveConfig Config { get; }

    /// <summary>The patches of signals, [batch, channel, time] to [batch, channel · h, w].</summary>
    /// <param name="signals">At least one patch long.</param>
    public Tensor Patches(Tensor signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        Expect(signals.ndim == 3, $"signals [batch, channel, time], got [{string.Join(", ", signals.shape)}]");
        Config.Patches(signals.shape[2]);
        return signals.unfold(2, Config.Patch, Config.Patch - Config.Overlap).flatten(1, 2);
    }

    /// <summary>Encodes whole signals.</summary>
    /// <param name="signals">Standardised signals, [batch, channel, time].</param>
    /// <param name="positions">Electrodes (m), [batch or 1, channel, 3].</param>
    /// <returns>Tokens, [batch, channel · h, D].</returns>
    public override Tensor forward(Tensor signals, Tensor positions) => Encode(signals, positions).Tokens;

    /// <summary>Encodes whole signals and keeps all layers.</summary>
    /// <param name="signals">Standardised signals, [batch, channel, time].</param>
    /// <param name="positions">Electrodes (m), [batch or 1, channel, 3].</param>
    public TokenEncoding Encode(Tensor signals, Tensor positions) =>
        encoder.Encode(embedding.call(Patches(signals)) + Codes(positions, signals), keepLayers: true);

    /// <summary>The vector of the whole recording: all layers' tokens, pooled by the learned query; by equal weights without the second loss, as a query that was never trained nearly does.</summary>
    /// <param name="encoding">What <see cref="Encode"/> gave.</param>
    /// <returns>[batch, D], and the weights of all layers' tokens, [batch, token].</returns>
    public (Tensor Pooled, Tensor Weights) Summarise(TokenEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        var tokens = cat([.. encoding.Layers], 1);
        return summary?.Pool(tokens) ?? (tokens.mean([1L]), full([tokens.shape[0], tokens.shape[1]], 1.0 / tokens.shape[1]));
    }

    /// <summary>The position code of every token, [batch or 1, channel · h, D].</summary>
    /// <param name="positions">Electrodes (m), [batch or 1, channel, 3].</param>
    /// <param name="signals">The signals, for their length.</param>
    public Tensor Codes(Tensor positions, Tensor signals)
    {
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentNullException.ThrowIfNull(signals);
        Expect(positions.ndim == 3 && positions.shape[1] == signals.shape[1] && positions.shape[2] == 3, $"positions [batch or 1, channel = {signals.shape[1]}, 3], got [{string.Join(", ", positions.shape)}]");
        var (count, steps) = ((int)positions.shape[1], Config.Patches(signals.shape[2]));
        if (position is not null)
            return position.call(positions, steps);
        var code = times!.Sequence(steps).unsqueeze(0).expand(count, -1, -1); // [channel, step, D]
        if (channels is not null)
            code = code + channels.Sequence(count).unsqueeze(1);
        return code.reshape(1, count * steps, Config.Width);
    }

    /// <summary>Predicts masked patches from visible ones.</summary>
    /// <param name="signals">Standardised signals, [batch, channel, time].</param>
    /// <param name="positions">Electrodes (m), [batch or 1, channel, 3].</param>
    /// <param name="mask">What is hidden.</param>
    /// <returns>Predictions by the decoder and, with the second loss, by the summary; both [batch, masked, w].</returns>
    public (Tensor Local, Tensor? Global) Predict(Tensor signals, Tensor positions, MaskPartition mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var patches = Patches(signals);
        var codes = Codes(positions, signals).expand(patches.shape[0], -1, -1);
        var (visible, hidden) = (mask.VisibleIndices(), mask.MaskedIndices());
        var encoding = encoder.Encode(embedding.call(patches) + codes, subset: visible, keepLayers: summary is not null);
        var local = decoder.call(encoding.Tokens, visible, hidden, codes);
        return (local, summary?.call(cat([.. encoding.Layers], 1), mask.Masked(codes)));
    }

    /// <summary>mean |prediction - patch| over masked patches, by the decoder and, weighted, by the summary.</summary>
    /// <param name="signals">Standardised signals, [batch, channel, time].</param>
    /// <param name="positions">Electrodes (m), [batch or 1, channel, 3].</param>
    /// <param name="mask">What is hidden.</param>
    public LossTerms Loss(Tensor signals, Tensor positions, MaskPartition mask)
    {
        var (local, global) = Predict(signals, positions, mask);
        var target = mask.Masked(Patches(signals)).detach();
        var first = new LossTerm("local", (local - target).abs().mean());
        return global is null ? new(first) : new(first, new LossTerm("global", (global - target).abs().mean(), Config.GlobalWeight));
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
            throw new ArgumentException($"{nameof(ReveModel)}: expected {what}.");
    }

    // REVE's 0.02 belongs to its width of 512; a smaller width needs larger numbers, or the patches would drown in the position codes;
    // normal, cut at three deviations; what writes to the residual stream is smaller by the root of twice all layers
    private void Initialise()
    {
        using var _ = no_grad();
        var deviation = BaseDeviation * Math.Sqrt((double)BaseWidth / Math.Min(Config.Width, BaseWidth));
        var residual = Math.Sqrt(2 * (Config.Depth + Config.DecoderDepth));
        foreach (var linear in modules().OfType<Linear>())
        {
            nn.init.trunc_normal_(linear.weight!, 0, deviation, -3 * deviation, 3 * deviation);
            linear.bias?.zero_();
        }

        foreach (var output in modules().OfType<TransformerBlock>().SelectMany(b => b.ResidualOutputs))
            output.weight!.div_(residual);
    }
}
