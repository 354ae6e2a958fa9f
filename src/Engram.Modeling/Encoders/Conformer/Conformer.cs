using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>Convolution and attention in one block (Gulati et al. 2020), over tokens that already know their positions.</summary>
public sealed class Conformer : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<ConformerBlock> blocks;

    /// <summary>A conformer with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public Conformer(ConformerConfig config)
        : base(nameof(Conformer))
    {
        config.Validate();
        Config = config;
        blocks = new([.. Enumerable.Range(0, config.Depth).Select(_ => new ConformerBlock(config))]);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public ConformerConfig Config { get; }

    /// <summary>Encodes all tokens, [batch, token, feature] to the same shape.</summary>
    /// <param name="tokens">The tokens.</param>
    public override Tensor forward(Tensor tokens) => Encode(tokens);

    /// <summary>Encodes tokens.</summary>
    /// <param name="tokens">[batch, token, feature].</param>
    /// <param name="padding">[batch, token], true where a token is padding: it reaches no other token.</param>
    /// <param name="rotary">Turns queries and keys by their positions.</param>
    /// <exception cref="ArgumentException">A shape is wrong, or the batch is empty.</exception>
    public Tensor Encode(Tensor tokens, Tensor? padding = null, Func<Tensor, Tensor>? rotary = null)
    {
        Expect.Shape(tokens, nameof(Conformer), "batch, token, feature", -1, -1, Config.Width);
        if (padding is not null)
            Expect.Shape(padding, $"{nameof(Conformer)}, padding", "batch, token", tokens.shape[0], tokens.shape[1]);
        var context = new AttentionContext { Bias = padding is null ? null : AttentionContext.PaddingBias(padding, tokens.dtype), Rotary = rotary };
        var x = tokens;
        foreach (var block in blocks)
            x = block.call(x, padding, context);
        return x;
    }
}
