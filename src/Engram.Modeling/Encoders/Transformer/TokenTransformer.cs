using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>
/// A transformer encoder over tokens that already know their positions. It may see a subset of them (masked pretraining), leave padding
/// out, carry class and register tokens, and show its attention and all its layers.
/// </summary>
public sealed class TokenTransformer : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<TransformerBlock> blocks;
    private readonly nn.Module<Tensor, Tensor>? final_norm;
    private readonly Parameter? prefix;

    /// <summary>A transformer with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public TokenTransformer(TokenTransformerConfig config)
        : base(nameof(TokenTransformer))
    {
        config.Validate();
        Config = config;
        blocks = new([.. Enumerable.Range(0, config.Depth).Select(_ => new TransformerBlock(config))]);
        if (config.FinalNorm)
            final_norm = TokenNorm.Make(config.Norm, config.Width, config.NormEpsilon, config.Bias);
        if (PrefixTokens > 0)
            prefix = nn.Parameter(randn(1, PrefixTokens, config.Width) * (config.InitialDeviation ?? 0.02));
        RegisterComponents();
        if (config.InitialDeviation is { } deviation)
            Initialise(deviation);
    }

    /// <summary>The settings.</summary>
    public TokenTransformerConfig Config { get; }

    /// <summary>Class and register tokens before the tokens that come in.</summary>
    public int PrefixTokens => (Config.ClassToken ? 1 : 0) + Config.RegisterTokens;

    /// <summary>Encodes all tokens, [batch, token, feature] to the same shape.</summary>
    /// <param name="tokens">The tokens, positions added.</param>
    public override Tensor forward(Tensor tokens) => Encode(tokens).Tokens;

    /// <summary>Encodes tokens.</summary>
    /// <param name="tokens">[batch, token, feature], positions added.</param>
    /// <param name="padding">[batch, token], true where a token is padding: no other token sees it. Each sample needs a real token.</param>
    /// <param name="subset">[batch, kept] indices of the tokens to see; the others do not exist for the encoder. None for all.</param>
    /// <param name="rotary">Turns queries and keys [batch, head, token, feature] of the tokens seen; class and register tokens are not turned.</param>
    /// <param name="keepAttention">Whether to return attention weights.</param>
    /// <param name="keepLayers">Whether to return every layer.</param>
    /// <exception cref="ArgumentException">A shape is wrong, or the batch is empty.</exception>
    public TokenEncoding Encode(Tensor tokens, Tensor? padding = null, Tensor? subset = null, Func<Tensor, Tensor>? rotary = null, bool keepAttention = false, bool keepLayers = false)
    {
        Expect.Shape(tokens, nameof(TokenTransformer), "batch, token, feature", -1, -1, Config.Width);
        var (batch, count) = (tokens.shape[0], tokens.shape[1]);
        if (padding is not null)
            Expect.Shape(padding, $"{nameof(TokenTransformer)}, padding", "batch, token", batch, count);
        if (subset is not null)
        {
            Expect.Shape(subset, $"{nameof(TokenTransformer)}, subset", "batch, kept", batch, -1);
            tokens = Select(tokens, subset);
            padding = padding?.gather(1, subset);
        }

        List<Tensor> weights = [], layers = [];
        var x = prefix is null ? tokens : cat([prefix.expand(batch, -1, -1), tokens], 1);
        var context = new AttentionContext
        {
            Bias = padding is null ? null : AttentionContext.PaddingBias(PadPrefix(padding), tokens.dtype),
            Rotary = rotary is null ? null : SkipPrefix(rotary),
            Weights = keepAttention ? weights : null,
        };
        KeepLayer(x);
        foreach (var block in blocks)
        {
            x = block.call(x, context);
            KeepLayer(x);
        }

        if (final_norm is not null)
            x = final_norm.call(x);
        return new(WithoutPrefix(x), Config.ClassToken ? x.select(1, 0) : null, layers, weights);

        void KeepLayer(Tensor layer)
        {
            if (keepLayers)
                layers.Add(WithoutPrefix(layer));
        }
    }

    /// <summary>Picks tokens by index.</summary>
    /// <param name="tokens">[batch, token, feature].</param>
    /// <param name="indices">[batch, kept].</param>
    /// <returns>[batch, kept, feature].</returns>
    public static Tensor Select(Tensor tokens, Tensor indices) =>
        tokens.gather(1, indices.unsqueeze(-1).expand(-1, -1, tokens.shape[2]));

    private Tensor WithoutPrefix(Tensor tokens) => prefix is null ? tokens : tokens.narrow(1, PrefixTokens, tokens.shape[1] - PrefixTokens);

    private Tensor PadPrefix(Tensor padding) => prefix is null
        ? padding
        : cat([zeros([padding.shape[0], PrefixTokens], dtype: ScalarType.Bool, device: padding.device), padding], 1);

    private Func<Tensor, Tensor> SkipPrefix(Func<Tensor, Tensor> rotary) => prefix is null
        ? rotary
        : x => cat([x.narrow(2, 0, PrefixTokens), rotary(x.narrow(2, PrefixTokens, x.shape[2] - PrefixTokens))], 2);

    private void Initialise(double deviation)
    {
        using var _ = no_grad();
        foreach (var linear in modules().OfType<Linear>())
        {
            nn.init.trunc_normal_(linear.weight!, 0, deviation, -2 * deviation, 2 * deviation);
            linear.bias?.zero_();
        }

        foreach (var output in blocks.SelectMany(b => b.ResidualOutputs))
            output.weight!.div_(Math.Sqrt(2 * Config.Depth));
    }
}
