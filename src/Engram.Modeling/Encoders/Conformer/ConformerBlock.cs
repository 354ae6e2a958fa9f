using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>Half a feed-forward part, attention, convolution, the other half, norm.</summary>
internal sealed class ConformerBlock : nn.Module<Tensor, Tensor?, AttentionContext, Tensor>
{
    private readonly LayerNorm before_norm;
    private readonly FeedForward before;
    private readonly LayerNorm attention_norm;
    private readonly MultiHeadAttention attention;
    private readonly ConvolutionModule convolution;
    private readonly LayerNorm after_norm;
    private readonly FeedForward after;
    private readonly LayerNorm final_norm;
    private readonly Dropout drop;

    internal ConformerBlock(ConformerConfig config)
        : base(nameof(ConformerBlock))
    {
        var hidden = config.FeedForwardWidth ?? 4 * config.Width;
        before_norm = nn.LayerNorm(config.Width);
        before = new(config.Width, hidden, FeedForwardKind.Silu, dropout: config.Dropout);
        attention_norm = nn.LayerNorm(config.Width);
        attention = new(config.Width, config.Heads, dropout: config.Dropout);
        convolution = new(config);
        after_norm = nn.LayerNorm(config.Width);
        after = new(config.Width, hidden, FeedForwardKind.Silu, dropout: config.Dropout);
        final_norm = nn.LayerNorm(config.Width);
        drop = nn.Dropout(config.Dropout);
        RegisterComponents();
    }

    public override Tensor forward(Tensor tokens, Tensor? padding, AttentionContext context)
    {
        var x = tokens + (0.5 * drop.call(before.call(before_norm.call(tokens))));
        var normed = attention_norm.call(x);
        x = x + drop.call(attention.call(normed, normed, context));
        x = x + convolution.call(x, padding);
        x = x + (0.5 * drop.call(after.call(after_norm.call(x))));
        return final_norm.call(x);
    }
}
