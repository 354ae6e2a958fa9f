using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Engram.Probes.Attention;

/// <summary>What a probe of tokens has learned; it holds tensors.</summary>
public sealed class TokenProbeModel : IDisposable
{
    private const long Batch = 256;

    private readonly TokenHead head;

    internal TokenProbeModel(TokenHead head, ImmutableArray<int> classes) => (this.head, Classes) = (head, classes);

    /// <summary>The labels seen, ascending.</summary>
    public ImmutableArray<int> Classes { get; }

    /// <summary>Probability of each class: [sample, class].</summary>
    /// <param name="tokens">[sample, token, feature], as wide as those learned from.</param>
    /// <exception cref="ArgumentException">Another shape, or a number is not finite.</exception>
    public FeatureMatrix Scores(Tensor tokens)
    {
        using var probabilities = InBatches(tokens, batch => head.Forward(batch).softmax(1));
        return probabilities.ToFeatures();
    }

    /// <summary>The most probable class of each sample.</summary>
    /// <param name="tokens">[sample, token, feature].</param>
    public int[] Predict(Tensor tokens)
    {
        var scores = Scores(tokens);
        return [.. Enumerable.Range(0, scores.Rows).Select(i => Classes[TensorPrimitives.IndexOfMax(scores.Row(i))])];
    }

    /// <summary>Where an attentive probe looks: [sample, head, token], each row summing to 1.</summary>
    /// <param name="tokens">[sample, token, feature].</param>
    /// <exception cref="InvalidOperationException">The probe has no attention.</exception>
    public Tensor AttentionWeights(Tensor tokens) => InBatches(tokens, head.AttentionWeights);

    /// <inheritdoc/>
    public void Dispose() => head.Dispose();

    private Tensor InBatches(Tensor tokens, Func<Tensor, Tensor> map)
    {
        TokenInput.Check(tokens, head.Width);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var parts = new List<Tensor>();
        for (long start = 0; start < tokens.shape[0]; start += Batch)
            parts.Add(map(tokens.narrow(0, start, Math.Min(Batch, tokens.shape[0] - start))));
        return cat(parts, 0).MoveToOuterDisposeScope();
    }
}
