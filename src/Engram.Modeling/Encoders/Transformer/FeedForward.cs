using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Encoders;

/// <summary>The part of a transformer block that works on each token alone: <c>act(xW₁) W₂</c>, or gated (<see cref="FeedForwardKind"/>).</summary>
public sealed class FeedForward : nn.Module<Tensor, Tensor>
{
    private readonly Linear input;
    private readonly Linear output;
    private readonly Dropout inner;
    private readonly FeedForwardKind kind;

    /// <summary>A feed-forward part.</summary>
    /// <param name="width">Features of a token.</param>
    /// <param name="hidden">Features inside. A gated kind has two matrices to them.</param>
    /// <param name="kind">The activation.</param>
    /// <param name="bias">Whether the matrices have biases.</param>
    /// <param name="dropout">Chance of dropping a hidden feature.</param>
    public FeedForward(long width, long hidden, FeedForwardKind kind = FeedForwardKind.Gelu, bool bias = true, double dropout = 0)
        : base(nameof(FeedForward))
    {
        this.kind = kind;
        input = nn.Linear(width, kind is FeedForwardKind.Geglu or FeedForwardKind.Swiglu ? 2 * hidden : hidden, bias);
        output = nn.Linear(hidden, width, bias);
        inner = nn.Dropout(dropout);
        RegisterComponents();
    }

    /// <summary>The last matrix, which writes to the residual stream.</summary>
    public Linear Output => output;

    /// <inheritdoc/>
    public override Tensor forward(Tensor tokens) => output.call(inner.call(Activate(input.call(tokens))));

    private Tensor Activate(Tensor hidden)
    {
        if (kind == FeedForwardKind.Relu)
            return hidden.relu();
        if (kind == FeedForwardKind.Gelu)
            return F.gelu(hidden);
        if (kind == FeedForwardKind.Silu)
            return F.silu(hidden);
        var parts = hidden.chunk(2, -1); // value a, gate g
        return parts[0] * (kind == FeedForwardKind.Geglu ? F.gelu(parts[1]) : F.silu(parts[1]));
    }
}
