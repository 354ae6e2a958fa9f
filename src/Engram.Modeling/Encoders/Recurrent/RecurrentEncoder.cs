using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>Recurrent layers over tokens, in one or both directions. Samples may differ in length: padding at the end reaches no real token.</summary>
public sealed class RecurrentEncoder : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<RecurrentDirection> forwards;
    private readonly ModuleList<RecurrentDirection>? backwards;
    private readonly Dropout drop;

    /// <summary>An encoder with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public RecurrentEncoder(RecurrentEncoderConfig config)
        : base(nameof(RecurrentEncoder))
    {
        config.Validate();
        Config = config;
        OutputWidth = config.Bidirectional ? 2 * config.HiddenWidth : config.HiddenWidth;
        forwards = Layers();
        backwards = config.Bidirectional ? Layers() : null;
        drop = nn.Dropout(config.Dropout);
        RegisterComponents();

        ModuleList<RecurrentDirection> Layers() =>
            new([.. Enumerable.Range(0, config.Layers).Select(i => new RecurrentDirection(config.Cell, i == 0 ? config.InputWidth : OutputWidth, config.HiddenWidth))]);
    }

    /// <summary>The settings.</summary>
    public RecurrentEncoderConfig Config { get; }

    /// <summary>Features of a token that comes out.</summary>
    public int OutputWidth { get; }

    /// <summary>Encodes all tokens, [batch, token, feature] to [batch, token, <see cref="OutputWidth"/>].</summary>
    /// <param name="tokens">The tokens.</param>
    public override Tensor forward(Tensor tokens) => Encode(tokens);

    /// <summary>Encodes tokens.</summary>
    /// <param name="tokens">[batch, token, feature].</param>
    /// <param name="padding">[batch, token], true where a token is padding; only at the end of a sample.</param>
    /// <exception cref="ArgumentException">A shape is wrong, the batch is empty, or padding stands before a real token.</exception>
    public Tensor Encode(Tensor tokens, Tensor? padding = null)
    {
        Expect.Shape(tokens, nameof(RecurrentEncoder), "batch, token, feature", -1, -1, Config.InputWidth);
        var mirror = backwards is null ? null : Mirror(tokens, padding);
        var x = tokens;
        for (var i = 0; i < Config.Layers; i++)
        {
            var read = forwards[i].call(x);
            x = backwards is null ? read : cat([read, TokenTransformer.Select(backwards[i].call(TokenTransformer.Select(x, mirror!)), mirror!)], -1);
            if (i < Config.Layers - 1)
                x = drop.call(x);
        }

        return x;
    }

    // Token i of a sample with n real tokens goes to n - 1 - i, padding stays where it is; the same indices bring it back.
    private static Tensor Mirror(Tensor tokens, Tensor? padding)
    {
        var (batch, count) = (tokens.shape[0], tokens.shape[1]);
        var at = arange(count, dtype: ScalarType.Int64, device: tokens.device).unsqueeze(0).expand(batch, -1);
        if (padding is null)
            return count - 1 - at;
        Expect.Shape(padding, $"{nameof(RecurrentEncoder)}, padding", "batch, token", batch, count);
        var lengths = padding.logical_not().sum(1, keepdim: true);
        var real = at.lt(lengths);
        if (real.eq(padding).any().ToBoolean())
            throw new ArgumentException($"{nameof(RecurrentEncoder)}: expected padding only after the last real token of each sample.", nameof(padding));
        return where(real, lengths - 1 - at, at);
    }
}
