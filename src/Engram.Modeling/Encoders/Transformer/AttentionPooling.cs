using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>Learned queries look at all tokens and each returns their weighted mean: <c>Σ softmax(q·xᵢ / √D) xᵢ</c>, or cross-attention with heads.</summary>
public sealed class AttentionPooling : nn.Module<Tensor, Tensor>
{
    private readonly Parameter queries;
    private readonly MultiHeadAttention? attention;

    /// <summary>A pooling with fresh queries from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public AttentionPooling(AttentionPoolingConfig config)
        : base(nameof(AttentionPooling))
    {
        config.Validate();
        Config = config;
        queries = nn.Parameter(randn(config.Queries, config.Width) * 0.02);
        if (config.Heads is { } heads)
            attention = new(config.Width, heads);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public AttentionPoolingConfig Config { get; }

    /// <summary>Pools all tokens, [batch, token, feature] to [batch, query, feature].</summary>
    /// <param name="tokens">The tokens.</param>
    public override Tensor forward(Tensor tokens) => Pool(tokens).Pooled;

    /// <summary>Pools tokens.</summary>
    /// <param name="tokens">[batch, token, feature].</param>
    /// <param name="padding">[batch, token], true where a token is padding.</param>
    /// <param name="keepWeights">Whether to return the weights.</param>
    /// <returns>[batch, query, feature] and, on request, the weights [batch, head, query, token].</returns>
    /// <exception cref="ArgumentException">A shape is wrong, or the batch is empty.</exception>
    public (Tensor Pooled, Tensor? Weights) Pool(Tensor tokens, Tensor? padding = null, bool keepWeights = false)
    {
        Expect.Shape(tokens, nameof(AttentionPooling), "batch, token, feature", -1, -1, Config.Width);
        var bias = padding is null ? null : AttentionContext.PaddingBias(padding, tokens.dtype);
        if (attention is not null)
        {
            List<Tensor> kept = [];
            var pooled = attention.call(queries.unsqueeze(0).expand(tokens.shape[0], -1, -1), tokens, new() { Bias = bias, Weights = keepWeights ? kept : null });
            return (pooled, keepWeights ? kept[0] : null);
        }

        var scores = matmul(queries, tokens.transpose(1, 2)) / Math.Sqrt(Config.Width);
        var weights = (bias is null ? scores : scores + bias.squeeze(1)).softmax(-1);
        return (matmul(weights, tokens), keepWeights ? weights.unsqueeze(1) : null);
    }
}
