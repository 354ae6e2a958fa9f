using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Models;

/// <summary>
/// A Llama-style language model for reading, not for training: root-mean-square norms, rotary positions, grouped-query attention,
/// SwiGLU layers. Every part of the residual stream is kept in a <see cref="LlamaTrace"/>, and a layer's MLP can be replaced.
/// </summary>
public sealed class LlamaModel
{
    private const double NormEpsilon = 1e-5;

    internal LlamaModel(LlamaConfig config, Tensor embedding, IReadOnlyList<LlamaLayer> layers, Tensor finalNorm, Tensor unembedding)
    {
        Config = config;
        Embedding = embedding;
        Layers = layers;
        FinalNorm = finalNorm;
        Unembedding = unembedding;
    }

    /// <summary>Sizes.</summary>
    public LlamaConfig Config { get; }

    /// <summary>W_E, [vocabulary, dim].</summary>
    public Tensor Embedding { get; }

    /// <summary>The layers.</summary>
    public IReadOnlyList<LlamaLayer> Layers { get; }

    /// <summary>Weight of the last norm, [dim].</summary>
    public Tensor FinalNorm { get; }

    /// <summary>W_U, [vocabulary, dim].</summary>
    public Tensor Unembedding { get; }

    /// <summary>Logits [time, vocabulary] of one sequence.</summary>
    /// <param name="tokens">Token numbers.</param>
    /// <param name="replace">Computes the MLP output of a layer from the layer's number, the MLP's input and its output; by default the output itself.</param>
    /// <param name="trace">Receives the activations.</param>
    public Tensor Forward(IReadOnlyList<int> tokens, Func<int, Tensor, Tensor, Tensor>? replace = null, LlamaTrace? trace = null)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.Count == 0 || tokens.Count > Config.ContextLength)
            throw new ArgumentException($"Expected 1 to {Config.ContextLength} tokens, got {tokens.Count}.", nameof(tokens));
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var x = Embedding.index_select(0, tensor(tokens.Select(t => (long)t).ToArray()));
        trace?.Begin(x);
        var (cosine, sine) = Rotations(tokens.Count);
        for (var l = 0; l < Layers.Count; l++)
        {
            var layer = Layers[l];
            var (normed, attentionScale) = Norm(x, layer.AttentionNorm);
            var pattern = Pattern(normed, layer, cosine, sine);
            var values = Heads(matmul(normed, layer.Value.t()), Config.KeyValueHeads).repeat_interleave(Config.Heads / Config.KeyValueHeads, 0);
            var mixed = matmul(pattern, values).transpose(0, 1).reshape(tokens.Count, Config.Dimension);
            var middle = x + matmul(mixed, layer.Output.t());
            var (input, mlpScale) = Norm(middle, layer.MlpNorm);
            var output = matmul(nn.functional.silu(matmul(input, layer.Gate.t())) * matmul(input, layer.Up.t()), layer.Down.t());
            if (replace is not null)
                output = replace(l, input, output);
            trace?.Add(x, attentionScale, normed, pattern, middle, mlpScale, input, output);
            x = middle + output;
        }

        var (final, finalScale) = Norm(x, FinalNorm);
        trace?.End(x, finalScale);
        return matmul(final, Unembedding.t()).MoveToOuterDisposeScope();
    }

    /// <summary>The most likely continuation.</summary>
    /// <param name="tokens">The beginning.</param>
    /// <param name="count">Tokens to add.</param>
    public List<int> ContinueGreedily(IReadOnlyList<int> tokens, int count) => Continue(tokens, count, 0, null);

    /// <summary>A continuation drawn from the model's probabilities.</summary>
    /// <param name="tokens">The beginning.</param>
    /// <param name="count">Tokens to add.</param>
    /// <param name="temperature">0 = the most likely token.</param>
    /// <param name="generator">Source of randomness.</param>
    public List<int> Continue(IReadOnlyList<int> tokens, int count, double temperature, Generator? generator)
    {
        var result = tokens.ToList();
        for (var i = 0; i < count && result.Count < Config.ContextLength; i++)
        {
            using var scope = NewDisposeScope();
            var last = Forward(result)[^1];
            result.Add((int)(temperature <= 0 ? last.argmax() : (last / temperature).softmax(-1).multinomial(1, generator: generator)).ToInt64());
        }

        return result;
    }

    // x · g / rms(x); the scale 1/rms(x) is what an attribution treats as a constant
    private static (Tensor Normed, Tensor Scale) Norm(Tensor x, Tensor weight)
    {
        var scale = (x.square().mean([-1], keepdim: true) + NormEpsilon).rsqrt();
        return (x * scale * weight, scale);
    }

    private Tensor Pattern(Tensor normed, LlamaLayer layer, Tensor cosine, Tensor sine)
    {
        var query = Rotate(Heads(matmul(normed, layer.Query.t()), Config.Heads), cosine, sine);
        var key = Rotate(Heads(matmul(normed, layer.Key.t()), Config.KeyValueHeads), cosine, sine).repeat_interleave(Config.Heads / Config.KeyValueHeads, 0);
        var scores = matmul(query, key.transpose(1, 2)) / Math.Sqrt(Config.HeadSize);
        var future = ones(scores.size(1), scores.size(2)).triu(1).to_type(@bool);
        return scores.masked_fill(future, float.NegativeInfinity).softmax(-1);
    }

    private Tensor Heads(Tensor flat, long heads) => flat.reshape(flat.size(0), heads, Config.HeadSize).transpose(0, 1);

    private (Tensor Cosine, Tensor Sine) Rotations(int length)
    {
        var frequencies = pow(tensor(10000.0), arange(0, Config.HeadSize, 2).to_type(float64) / -Config.HeadSize);
        var angles = outer(arange(length).to_type(float64), frequencies).to_type(float32);
        return (angles.cos(), angles.sin());
    }

    // neighbouring pairs of coordinates turn by an angle that grows with the position
    private static Tensor Rotate(Tensor heads, Tensor cosine, Tensor sine)
    {
        var pairs = heads.reshape(heads.size(0), heads.size(1), heads.size(2) / 2, 2);
        var (even, odd) = (pairs.select(3, 0), pairs.select(3, 1));
        return stack([even * cosine - odd * sine, even * sine + odd * cosine], 3).reshape(heads.shape);
    }
}
