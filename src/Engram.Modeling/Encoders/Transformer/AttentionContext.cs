using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>What attention is told besides the tokens.</summary>
public sealed class AttentionContext
{
    /// <summary>Neither mask nor rotation, and no weights kept.</summary>
    public static AttentionContext None { get; } = new();

    /// <summary>Added to the scores [batch, head, query, key]; axes of size 1 are spread.</summary>
    public Tensor? Bias { get; init; }

    /// <summary>Turns queries and keys [batch, head, token, feature] by their positions (rotary embedding).</summary>
    public Func<Tensor, Tensor>? Rotary { get; init; }

    /// <summary>Takes each block's weights [batch, head, query, key]; none where they are not wanted.</summary>
    public ICollection<Tensor>? Weights { get; init; }

    /// <summary>
    /// The bias that hides padding: 0 for real keys, the most negative number for padded ones. Their weight is exactly 0 as long as a
    /// query has one real key.
    /// </summary>
    /// <param name="padding">[batch, token], true where a token is padding.</param>
    /// <param name="type">Element type of the tokens.</param>
    public static Tensor PaddingBias(Tensor padding, ScalarType type) =>
        zeros(padding.shape, dtype: type, device: padding.device).masked_fill(padding, finfo(type).min).unsqueeze(1).unsqueeze(1);
}
