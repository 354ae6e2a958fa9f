using Engram.Modeling.Configuration;
using Engram.Modeling.Positions;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Encoders;

/// <summary>
/// Attention with heads (Vaswani et al. 2017): <c>softmax(QKᵀ / √d + bias) V</c> in each head, or linear (<see cref="AttentionKind"/>), joined by an
/// output matrix. Queries come from one set of tokens, keys and values from another; the same set twice is self-attention.
/// </summary>
public sealed class MultiHeadAttention : nn.Module<Tensor, Tensor, AttentionContext, Tensor>
{
    private const long NarrowWidth = 64;
    private readonly Linear projection;
    private readonly Linear output;
    private readonly LayerNorm? query_norm;
    private readonly LayerNorm? key_norm;
    private readonly RelativePosition? relative;
    private readonly AttentionKind kind;
    private readonly long heads;
    private readonly long headWidth;
    private readonly double dropout;

    /// <summary>An attention.</summary>
    /// <param name="width">Features of a token.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="headWidth">Features of a head; none for <paramref name="width"/> / <paramref name="heads"/>.</param>
    /// <param name="projectionBias">Whether queries, keys and values have biases.</param>
    /// <param name="outputBias">Whether the output matrix has one.</param>
    /// <param name="dropout">Chance of dropping a weight.</param>
    /// <param name="normaliseQueriesAndKeys">Whether queries and keys pass a layer norm in each head (Henry et al. 2020).</param>
    /// <param name="relativeLength">Most tokens of a self-attention whose scores also depend on learned distances (<see cref="RelativePosition"/>); none for no such dependence.</param>
    /// <param name="kind">How queries meet keys and values; linear attention knows no learned distances.</param>
    public MultiHeadAttention(long width, long heads, long? headWidth = null, bool projectionBias = true, bool outputBias = true, double dropout = 0, bool normaliseQueriesAndKeys = false, int? relativeLength = null, AttentionKind kind = AttentionKind.Softmax)
        : base(nameof(MultiHeadAttention))
    {
        if (headWidth is null)
            Require.MultipleOf(width, heads);
        Require.That(kind == AttentionKind.Softmax || relativeLength is null, "none with linear attention", relativeLength, nameof(relativeLength));
        (this.kind, this.heads, this.headWidth, this.dropout) = (kind, heads, headWidth ?? width / heads, dropout);
        projection = nn.Linear(width, 3 * heads * this.headWidth, projectionBias);
        output = nn.Linear(heads * this.headWidth, width, outputBias);
        if (normaliseQueriesAndKeys)
            (query_norm, key_norm) = (nn.LayerNorm(this.headWidth), nn.LayerNorm(this.headWidth));
        if (relativeLength is { } length)
            relative = new(new() { Width = (int)this.headWidth, Length = length });
        RegisterComponents();
    }

    /// <summary>The last matrix, which writes to the residual stream.</summary>
    public Linear Output => output;

    /// <summary>Attends.</summary>
    /// <param name="queries">[batch, query, feature].</param>
    /// <param name="source">Where keys and values come from, [batch, key, feature].</param>
    /// <param name="context">Mask, rotation and where weights go.</param>
    /// <returns>[batch, query, feature].</returns>
    public override Tensor forward(Tensor queries, Tensor source, AttentionContext context)
    {
        var (q, k, v) = Project(queries, source);
        if (query_norm is not null)
            (q, k) = (query_norm.call(q), key_norm!.call(k));
        if (context.Rotary is { } rotate)
            (q, k) = (rotate(q), rotate(k));
        return output.call((kind == AttentionKind.Linear ? Linear(q, k, v, context) : Softmax(q, k, v, context)).transpose(1, 2).flatten(2));
    }

    private Tensor Softmax(Tensor q, Tensor k, Tensor v, AttentionContext context)
    {
        var bias = context.Bias;
        if (relative is not null)
        {
            var distance = relative.call(q) / Math.Sqrt(headWidth);
            bias = bias is null ? distance : bias + distance;
        }

        var drop = training ? dropout : 0;
        if (context.Weights is null)
            return F.scaled_dot_product_attention(q, k, v, bias, drop, false);
        var scores = matmul(q, k.transpose(-2, -1)) / Math.Sqrt(headWidth);
        var weights = (bias is null ? scores : scores + bias).softmax(-1);
        context.Weights.Add(weights);
        return matmul(F.dropout(weights, drop, training), v);
    }

    private Tensor Linear(Tensor q, Tensor k, Tensor v, AttentionContext context)
    {
        if (context.Bias is { } bias && (bias.ndim != 4 || bias.shape[2] != 1))
            throw new ArgumentException($"Linear attention can hide keys from all queries alike, a bias of shape [batch, head, 1, key], got [{string.Join(", ", bias.shape)}].", nameof(context));
        var over = q.softmax(-1) / Math.Sqrt(headWidth);
        var keys = (context.Bias is null ? k : k + context.Bias.transpose(-2, -1)).softmax(-2);
        context.Weights?.Add(matmul(over, keys.transpose(-2, -1)));
        var met = heads * headWidth <= NarrowWidth ? Joined(over, keys, v) : matmul(over, matmul(keys.transpose(-2, -1), v));
        return F.dropout(met, dropout, training);
    }

    // all heads of a sample in one product, of which the blocks on the diagonal are kept: one larger matrix costs less than many tiny ones
    private Tensor Joined(Tensor q, Tensor k, Tensor v)
    {
        using var scope = NewDisposeScope();
        Tensor Flat(Tensor tokens) => tokens.transpose(1, 2).flatten(2);
        var blocks = eye(heads, dtype: q.dtype, device: q.device).repeat_interleave(headWidth, 0).repeat_interleave(headWidth, 1);
        var joined = matmul(Flat(q), matmul(Flat(k).transpose(-2, -1), Flat(v)) * blocks);
        return joined.unflatten(-1, [heads, headWidth]).transpose(1, 2).MoveToOuterDisposeScope();
    }

    private (Tensor Query, Tensor Key, Tensor Value) Project(Tensor queries, Tensor source)
    {
        if (ReferenceEquals(queries, source))
        {
            var all = projection.call(queries).chunk(3, -1);
            return (Heads(all[0]), Heads(all[1]), Heads(all[2]));
        }

        // Cross-attention: the first third of the matrix makes queries, the rest keys and values.
        var inner = heads * headWidth;
        var (weight, bias) = (projection.weight!, projection.bias);
        var q = F.linear(queries, weight.narrow(0, 0, inner), bias?.narrow(0, 0, inner));
        var kv = F.linear(source, weight.narrow(0, inner, 2 * inner), bias?.narrow(0, inner, 2 * inner)).chunk(2, -1);
        return (Heads(q), Heads(kv[0]), Heads(kv[1]));
    }

    private Tensor Heads(Tensor tokens) => tokens.unflatten(-1, [heads, headWidth]).transpose(1, 2);
}
