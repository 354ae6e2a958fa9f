using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Dictionaries;

/// <summary>
/// Revives features that have long been silent: exp of their pre-activations is decoded, scaled to half the norm of the (detached)
/// residual target - output, and asked to explain that residual; the term is scaled (detached) to the size of the main loss.
/// </summary>
public static class GhostGradient
{
    /// <summary>The loss term, a scalar.</summary>
    /// <param name="dictionary">The dictionary.</param>
    /// <param name="input">[batch, input].</param>
    /// <param name="residual">target - output, [batch, output].</param>
    /// <param name="dead">True for silent features, [feature].</param>
    /// <param name="mainLoss">The reconstruction loss, a scalar.</param>
    public static Tensor Loss(SparseDictionary dictionary, Tensor input, Tensor residual, Tensor dead, Tensor mainLoss)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        var indices = dead.nonzero().squeeze(1);
        var ghosts = (matmul(input - dictionary.InputBias, dictionary.Encoder.index_select(1, indices)) + dictionary.EncoderBias.index_select(0, indices)).exp();
        var output = matmul(ghosts, dictionary.Decoder.index_select(0, indices));
        var target = residual.detach();
        var scale = (target.norm(1, keepdim: true) / (output.norm(1, keepdim: true) * 2 + 1e-6)).detach();
        var loss = (output * scale - target).square().mean();
        return loss * (mainLoss / (loss + 1e-6)).detach();
    }
}
