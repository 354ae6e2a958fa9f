using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Interpretability.Models;

/// <summary>One layer of causal attention whose heads are kept apart: head i adds A_i LN(x) W_V_i W_O_i to the residual stream.</summary>
internal sealed class AttentionOnlyLayer : nn.Module<Tensor, (Tensor Heads, Tensor Pattern)>
{
    private readonly int heads;
    private readonly LayerNorm norm;
    private readonly Linear queries;
    private readonly Linear keys;
    private readonly Linear values;
    private readonly Parameter output;

    public AttentionOnlyLayer(long dimension, int heads)
        : base(nameof(AttentionOnlyLayer))
    {
        this.heads = heads;
        norm = nn.LayerNorm(dimension);
        queries = nn.Linear(dimension, dimension, hasBias: false);
        keys = nn.Linear(dimension, dimension, hasBias: false);
        values = nn.Linear(dimension, dimension, hasBias: false);
        output = nn.Parameter(randn(heads, dimension / heads, dimension) / Math.Sqrt(dimension)); // W_O, [head, k, dim]
        RegisterComponents();
    }

    // heads' outputs [batch, head, time, dim] and patterns [batch, head, query, key]
    public override (Tensor Heads, Tensor Pattern) forward(Tensor input)
    {
        var x = norm.call(input);
        Tensor Split(Linear map) => map.call(x).reshape(x.size(0), x.size(1), heads, -1).transpose(1, 2);
        var (q, k, v) = (Split(queries), Split(keys), Split(values));
        var future = ones(x.size(1), x.size(1)).triu(1).to_type(ScalarType.Bool);
        var pattern = (matmul(q, k.transpose(-1, -2)) / Math.Sqrt(q.size(-1))).masked_fill(future, double.NegativeInfinity).softmax(-1);
        return (matmul(matmul(pattern, v), output), pattern);
    }
}
