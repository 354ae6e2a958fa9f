using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>What a transformer made of tokens.</summary>
/// <param name="Tokens">[batch, token, feature], those that came in and no others.</param>
/// <param name="Class">The class token [batch, feature]; none without one.</param>
/// <param name="Layers">On request: the tokens that went into the first block, and those that came out of each block, before the final norm.</param>
/// <param name="Attention">On request: each block's weights [batch, head, query, key], class and register tokens first.</param>
public sealed record TokenEncoding(Tensor Tokens, Tensor? Class, IReadOnlyList<Tensor> Layers, IReadOnlyList<Tensor> Attention);
