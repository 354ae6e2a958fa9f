using static TorchSharp.torch;

namespace Engram.Interpretability.Models;

/// <summary>The activations of one layer.</summary>
/// <param name="Before">Residual stream before the layer, [time, dim].</param>
/// <param name="AttentionScale">1/rms of the attention norm, [time, 1].</param>
/// <param name="AttentionInput">Normed input of the attention, [time, dim].</param>
/// <param name="Pattern">Attention, [head, target, source].</param>
/// <param name="Middle">Residual stream between attention and MLP, [time, dim].</param>
/// <param name="MlpScale">1/rms of the MLP norm, [time, 1].</param>
/// <param name="MlpInput">Normed input of the MLP, [time, dim].</param>
/// <param name="MlpOutput">Output of the MLP (or of what replaced it), [time, dim].</param>
public sealed record LlamaLayerTrace(Tensor Before, Tensor AttentionScale, Tensor AttentionInput, Tensor Pattern, Tensor Middle, Tensor MlpScale, Tensor MlpInput, Tensor MlpOutput);
