using static TorchSharp.torch;

namespace Engram.Interpretability.Models;

/// <summary>The weights of one layer; matrices are [output, input].</summary>
/// <param name="AttentionNorm">[dim].</param>
/// <param name="Query">[dim, dim].</param>
/// <param name="Key">[key-value heads × head size, dim].</param>
/// <param name="Value">[key-value heads × head size, dim].</param>
/// <param name="Output">[dim, dim].</param>
/// <param name="MlpNorm">[dim].</param>
/// <param name="Gate">[hidden, dim].</param>
/// <param name="Down">[dim, hidden].</param>
/// <param name="Up">[hidden, dim].</param>
public sealed record LlamaLayer(Tensor AttentionNorm, Tensor Query, Tensor Key, Tensor Value, Tensor Output, Tensor MlpNorm, Tensor Gate, Tensor Down, Tensor Up);
