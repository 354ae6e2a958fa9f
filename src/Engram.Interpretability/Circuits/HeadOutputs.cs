using Engram.Interpretability.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Circuits;

/// <summary>What every head adds to the residual stream.</summary>
public static class HeadOutputs
{
    /// <summary>One vector for each head, [example, head, dim].</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">[example, time].</param>
    /// <param name="pooling">How positions become one.</param>
    public static Tensor Collect(AttentionOnlyTransformer model, Tensor tokens, HeadPooling pooling = HeadPooling.Mean)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var parts = new List<Tensor>();
        foreach (var heads in Full(model, tokens))
            parts.Add(pooling == HeadPooling.Mean ? heads.mean([2L]) : heads.select(2, -1));
        return cat([.. parts], 1).MoveToOuterDisposeScope();
    }

    /// <summary>The outputs of each layer at every position, [example, head, time, dim].</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">[example, time].</param>
    public static IReadOnlyList<Tensor> Full(AttentionOnlyTransformer model, Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var _ = no_grad();
        var layers = new List<Tensor>();
        model.Logits(tokens, (_, heads) =>
        {
            layers.Add(heads);
            return heads;
        });
        return layers;
    }
}
