using static TorchSharp.torch;

namespace Engram.Modeling.Codebooks;

/// <summary>What a codebook makes of vectors in a forward pass.</summary>
/// <param name="Vectors">The chosen codes, […, D], with a gradient towards the input.</param>
/// <param name="Codes">Their indices, int64: […] or […, level].</param>
/// <param name="Loss">The commitment loss, a scalar; 0 where the codebook has none.</param>
public sealed record Quantized(Tensor Vectors, Tensor Codes, Tensor Loss);
