using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>Self-attention, then a feed-forward part, each with a residual sum and a norm before or after it.</summary>
public sealed class TransformerBlock : nn.Module<Tensor, AttentionContext, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> attention_norm;
    private readonly MultiHeadAttention attention;
    private readonly nn.Module<Tensor, Tensor> feed_forward_norm;
    private readonly FeedForward feed_forward;
    private readonly Dropout residual;
    private readonly NormPlacement placement;

    /// <summary>A block.</summary>
    /// <param name="config">Settings of the transformer it belongs to.</param>
    public TransformerBlock(TokenTransformerConfig config)
        : base(nameof(TransformerBlock))
    {
        placement = config.Placement;
        attention_norm = TokenNorm.Make(config.Norm, config.Width, config.NormEpsilon, config.Bias);
        attention = new(config.Width, config.Heads, config.HeadWidth, config.ProjectionBias ?? config.Bias, config.Bias, config.Dropout, config.NormaliseQueriesAndKeys, config.RelativeLength, config.Attention);
        feed_forward_norm = TokenNorm.Make(config.Norm, config.Width, config.NormEpsilon, config.Bias);
        feed_forward = new(config.Width, config.FeedForwardWidth ?? 4 * config.Width, config.FeedForward, config.Bias, config.Dropout);
        residual = nn.Dropout(config.Dropout);
        RegisterComponents();
    }

    /// <summary>The two matrices that write to the residual stream.</summary>
    public IReadOnlyList<Linear> ResidualOutputs => [attention.Output, feed_forward.Output];

    /// <summary>Runs the block.</summary>
    /// <param name="tokens">[batch, token, feature].</param>
    /// <param name="context">Mask, rotation and where weights go.</param>
    public override Tensor forward(Tensor tokens, AttentionContext context)
    {
        if (placement == NormPlacement.Post)
        {
            var attended = attention_norm.call(tokens + residual.call(attention.call(tokens, tokens, context)));
            return feed_forward_norm.call(attended + residual.call(feed_forward.call(attended)));
        }

        var normed = attention_norm.call(tokens);
        var x = tokens + residual.call(attention.call(normed, normed, context));
        return x + residual.call(feed_forward.call(feed_forward_norm.call(x)));
    }
}
