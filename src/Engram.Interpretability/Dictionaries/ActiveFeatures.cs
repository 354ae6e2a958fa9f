using static TorchSharp.torch;

namespace Engram.Interpretability.Dictionaries;

/// <summary>The features that are active on each input, without the zeros between them.</summary>
/// <param name="Indices">Which features, [batch, k], int64.</param>
/// <param name="Values">Their activations, [batch, k], at least 0; carries the gradient.</param>
public sealed record ActiveFeatures(Tensor Indices, Tensor Values)
{
    /// <summary>The activations of all features, [batch, feature].</summary>
    /// <param name="width">Number of features.</param>
    public Tensor ToDense(long width) => zeros([.. Values.shape[..^1], width], dtype: Values.dtype, device: Values.device).scatter(-1, Indices, Values);
}
