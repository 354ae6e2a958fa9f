using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>Residual blocks of diagonal state spaces (<see cref="S4dLayer"/>) over tokens.</summary>
public sealed class StateSpaceEncoder : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<StateSpaceBlock> blocks;

    /// <summary>An encoder with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public StateSpaceEncoder(StateSpaceEncoderConfig config)
        : base(nameof(StateSpaceEncoder))
    {
        config.Validate();
        Config = config;
        blocks = new([.. Enumerable.Range(0, config.Depth).Select(_ => new StateSpaceBlock(config))]);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public StateSpaceEncoderConfig Config { get; }

    /// <summary>Encodes all tokens, [batch, token, feature] to the same shape.</summary>
    /// <param name="tokens">The tokens.</param>
    public override Tensor forward(Tensor tokens) => Encode(tokens);

    /// <summary>Encodes tokens.</summary>
    /// <param name="tokens">[batch, token, feature].</param>
    /// <param name="padding">[batch, token], true where a token is padding at the end: it counts as zeros.</param>
    /// <exception cref="ArgumentException">A shape is wrong, or the batch is empty.</exception>
    public Tensor Encode(Tensor tokens, Tensor? padding = null)
    {
        Expect.Shape(tokens, nameof(StateSpaceEncoder), "batch, token, feature", -1, -1, Config.Width);
        if (padding is not null)
            Expect.Shape(padding, $"{nameof(StateSpaceEncoder)}, padding", "batch, token", tokens.shape[0], tokens.shape[1]);
        var x = tokens;
        foreach (var block in blocks)
            x = block.call(x, padding);
        return x;
    }
}
