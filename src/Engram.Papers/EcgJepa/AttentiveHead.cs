using Engram.Modeling.Encoders;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>What the paper calls its linear probe, for several statements at once: one learned query attends to all tokens, and a matrix turns what it sees into scores.</summary>
public sealed class AttentiveHead : nn.Module<Tensor, Tensor>
{
    private readonly AttentionPooling pooling;
    private readonly Linear output;

    /// <summary>A head with fresh weights from torch's shared generator.</summary>
    /// <param name="width">Features of a token.</param>
    /// <param name="heads">Heads of the attention.</param>
    /// <param name="statements">Scores.</param>
    public AttentiveHead(int width, int heads, int statements)
        : base(nameof(AttentiveHead))
    {
        pooling = new(new() { Width = width, Heads = heads });
        output = nn.Linear(width, statements);
        RegisterComponents();
    }

    /// <summary>Scores, [batch, token, feature] to [batch, statement].</summary>
    /// <param name="tokens">Tokens.</param>
    public override Tensor forward(Tensor tokens) => output.call(pooling.call(tokens).squeeze(1));

    /// <summary>How the query looks at the tokens, averaged over heads, [batch, token].</summary>
    /// <param name="tokens">[batch, token, feature].</param>
    public Tensor Attention(Tensor tokens) => pooling.Pool(tokens, keepWeights: true).Weights!.mean([1]).squeeze(1);
}
