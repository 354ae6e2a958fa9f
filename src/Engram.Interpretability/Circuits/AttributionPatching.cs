using Engram.Interpretability.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Circuits;

/// <summary>
/// The first-order guess of what replacing each head by its mean would do to a loss, from one backward pass:
/// Σ (mean of the reference - output) · ∂loss/∂output.
/// </summary>
public static class AttributionPatching
{
    /// <summary>The guessed rise of the loss for each head.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">Examples with the behaviour, [example, time].</param>
    /// <param name="reference">Where the means come from, [example, time].</param>
    /// <param name="loss">From logits to a scalar.</param>
    public static double[] Rises(AttentionOnlyTransformer model, Tensor tokens, Tensor reference, Func<Tensor, Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        using var scope = NewDisposeScope();
        var replacements = HeadOutputs.Full(model, reference);
        using var _ = enable_grad();
        var outputs = new List<Tensor>();
        var value = loss(model.Logits(tokens, (_, heads) =>
        {
            outputs.Add(heads);
            return heads;
        }));
        var gradients = autograd.grad([value], [.. outputs]);
        return [.. Enumerable.Range(0, model.Config.Layers).SelectMany(l =>
            ((replacements[l].mean([0], keepdim: true) - outputs[l].detach()) * gradients[l]).sum([0L, 2L, 3L]).to_type(ScalarType.Float64).data<double>().ToArray())];
    }
}
