using Engram.Interpretability.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Circuits;

/// <summary>What each head is worth: how much a loss rises when its output is replaced.</summary>
/// <param name="model">The model.</param>
/// <param name="loss">From logits [example, time, token] to a scalar.</param>
public sealed class HeadAblation(AttentionOnlyTransformer model, Func<Tensor, Tensor> loss)
{
    /// <summary>The rise of the loss for each head taken out alone.</summary>
    /// <param name="tokens">Examples with the behaviour, [example, time].</param>
    /// <param name="reference">Where replacements come from, [example, time]; as many examples as <paramref name="tokens"/> for <see cref="AblationKind.Resample"/>.</param>
    /// <param name="kind">The replacement.</param>
    public double[] Rises(Tensor tokens, Tensor reference, AblationKind kind)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(reference);
        if (kind == AblationKind.Resample && !tokens.shape.AsSpan().SequenceEqual(reference.shape))
            throw new ArgumentException($"Expected a reference for every example, [{string.Join(", ", tokens.shape)}], got [{string.Join(", ", reference.shape)}].", nameof(reference));
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var replacements = HeadOutputs.Full(model, reference);
        var intact = loss(model.call(tokens)).ToDouble();
        var rises = new double[model.HeadCount];
        for (var i = 0; i < rises.Length; i++)
        {
            var (at, head) = (i / model.Config.Heads, i % model.Config.Heads);
            var keep = ones(1, model.Config.Heads, 1, 1);
            keep.select(1, head).zero_();
            rises[i] = loss(model.Logits(tokens, (layer, heads) => layer != at ? heads : kind switch
            {
                AblationKind.Zero => heads * keep,
                AblationKind.Mean => (heads * keep) + (replacements[at].mean([0], keepdim: true) * (1 - keep)),
                _ => (heads * keep) + (replacements[at] * (1 - keep)),
            })).ToDouble() - intact;
        }

        return rises;
    }
}
