using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Decoders;

/// <summary>
/// BERT's head for masked tokens: <c>norm(gelu(x W)) · E + b</c> with the vectors E of the ids that the encoder embeds with, so that only the bias b
/// is new for each id.
/// </summary>
public sealed class TiedCodeHead : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear transform;
    private readonly LayerNorm norm;
    private readonly Parameter bias;

    /// <summary>A head with fresh weights from torch's shared generator.</summary>
    /// <param name="width">Features of a token, D.</param>
    /// <param name="vocabulary">Ids.</param>
    public TiedCodeHead(int width, int vocabulary)
        : base(nameof(TiedCodeHead))
    {
        transform = nn.Linear(width, width);
        norm = nn.LayerNorm(width, 1e-12);
        bias = nn.Parameter(zeros(vocabulary));
        RegisterComponents();
    }

    /// <summary>The logits of each id.</summary>
    /// <param name="tokens">[…, D].</param>
    /// <param name="words">[id, D].</param>
    /// <returns>[…, id].</returns>
    public override Tensor forward(Tensor tokens, Tensor words)
    {
        InputCheck.Shape(words, nameof(words), ("id", bias.shape[0]), ("width", transform.weight!.shape[0]));
        InputCheck.Last(tokens, nameof(tokens), "width", transform.weight.shape[0]);
        return F.linear(norm.call(F.gelu(transform.call(tokens))), words, bias);
    }
}
