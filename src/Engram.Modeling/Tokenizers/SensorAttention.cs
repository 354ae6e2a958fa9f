using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// Attention from queries that are used as they are, softmax(q kᵀ/√d) v per head and then a linear map: from sources to sensors (the "backward solution" of
/// BrainOmni) and from sensors to sources (the "forward solution"), at every time step by itself.
/// </summary>
internal sealed class SensorAttention : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly int heads;
    private readonly Linear keys;
    private readonly Linear values;
    private readonly Linear output;

    public SensorAttention(int width, int heads)
        : base(nameof(SensorAttention))
    {
        this.heads = heads;
        keys = nn.Linear(width, width);
        values = nn.Linear(width, width);
        output = nn.Linear(width, width);
        RegisterComponents();
    }

    /// <summary>Queries [batch, q, D], key and value inputs [batch, step, k, D] → [batch, step, q, D].</summary>
    public override Tensor forward(Tensor queries, Tensor keyInput, Tensor valueInput)
    {
        Tensor Heads(Tensor x) => x.unflatten(-1, [heads, -1]).transpose(-3, -2); // […, head, token, d]
        var (q, k, v) = (Heads(queries).unsqueeze(1), Heads(keys.call(keyInput)), Heads(values.call(valueInput)));
        var weights = (matmul(q, k.transpose(-2, -1)) / Math.Sqrt(q.shape[^1])).softmax(-1);
        return output.call(matmul(weights, v).transpose(-3, -2).flatten(-2));
    }
}
