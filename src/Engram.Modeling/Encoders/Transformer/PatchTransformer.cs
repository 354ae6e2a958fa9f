using Engram.Modeling.Configuration;
using Engram.Modeling.Positions;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>
/// A vision transformer over time (Dosovitskiy et al. 2021; ECG-JEPA, Weimann and Conrad 2024): patches of all channels together become
/// tokens by a convolution whose stride is its kernel, a fixed sine and cosine code says where they are, and a transformer sees all of
/// them or a subset.
/// </summary>
public sealed class PatchTransformer : nn.Module<Tensor, Tensor>
{
    private readonly Conv1d patches;
    private readonly SinusoidalPosition position;
    private readonly TokenTransformer transformer;

    /// <summary>An encoder with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public PatchTransformer(PatchTransformerConfig config)
        : base(nameof(PatchTransformer))
    {
        config.Validate();
        Config = config;
        patches = nn.Conv1d(config.Channels, config.Transformer.Width, config.Patch, config.Patch, bias: config.Transformer.Bias);
        position = new(new() { Width = config.Transformer.Width });
        transformer = new(config.Transformer);
        RegisterComponents();
        if (config.Transformer.InitialDeviation is { } deviation)
        {
            using var _ = no_grad();
            nn.init.trunc_normal_(patches.weight!, 0, deviation, -2 * deviation, 2 * deviation);
            patches.bias?.zero_();
        }
    }

    /// <summary>The settings.</summary>
    public PatchTransformerConfig Config { get; }

    /// <summary>Encodes all patches, [batch, channel, time] to [batch, time / patch, feature].</summary>
    /// <param name="input">The signal.</param>
    public override Tensor forward(Tensor input) => Encode(input).Tokens;

    /// <summary>Encodes patches.</summary>
    /// <param name="signal">[batch, channel, time], time a multiple of the patch.</param>
    /// <param name="subset">[batch, kept] indices of the patches to see, which keep their places; none for all.</param>
    /// <param name="keepAttention">Whether to return attention weights.</param>
    /// <exception cref="ArgumentException">The shape is wrong, the batch empty, or the time no multiple of the patch.</exception>
    public TokenEncoding Encode(Tensor signal, Tensor? subset = null, bool keepAttention = false)
    {
        Expect.Shape(signal, nameof(PatchTransformer), "batch, channel, time", -1, Config.Channels, -1);
        if (signal.shape[2] % Config.Patch != 0)
            throw new ArgumentException($"{nameof(PatchTransformer)}: expected a multiple of {Config.Patch} samples, got {signal.shape[2]}. Crop or pad the signal.", nameof(signal));
        var tokens = patches.call(signal).transpose(1, 2);
        var codes = position.Sequence(tokens.shape[1]).to(tokens.dtype).to(tokens.device);
        return transformer.Encode(tokens + codes, subset: subset, keepAttention: keepAttention);
    }
}
