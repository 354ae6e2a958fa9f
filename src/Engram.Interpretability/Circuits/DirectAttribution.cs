using Engram.Interpretability.Dictionaries;
using Engram.Interpretability.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Circuits;

/// <summary>
/// Splits the value of a vector in the residual stream into contributions. Attention patterns and the norms' scales are taken as
/// constants of the input. A transcoder feature i of layer l adds z_i (f_dec_i · v); head h reading source s adds
/// A[t, s] (W_OVᵀ v) · LN(x_s); the embedding adds v · x_embed; what a transcoder misses is an error node, so that the parts
/// add up to the whole.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="trace">Its activations on one input.</param>
/// <param name="transcoders">A transcoder for each layer.</param>
public sealed class DirectAttribution(LlamaModel model, LlamaTrace trace, IReadOnlyList<SparseDictionary> transcoders)
{
    private readonly Tensor[] codes = [.. transcoders.Select((t, l) => Inference(() => t.Encode(trace.Layers[l].MlpInput)))];

    /// <summary>Activations of a layer's features, [time, feature].</summary>
    /// <param name="layer">Layer.</param>
    public Tensor Codes(int layer) => codes[layer];

    /// <summary>All contributions to v · (residual stream), before a layer or between its attention and its MLP.</summary>
    /// <param name="vector">v, [dim].</param>
    /// <param name="layer">Layer; the number of layers for the final residual stream.</param>
    /// <param name="isAfterAttention">Whether the layer's own attention counts.</param>
    /// <param name="position">Token position.</param>
    public List<Contribution> Split(Tensor vector, int layer, bool isAfterAttention, int position)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var result = new List<Contribution> { new(new(AttributionKind.Embedding, -1, 0, position), trace.Embedded[position].dot(vector).ToDouble()) };
        for (var l = 0; l < layer + (isAfterAttention ? 1 : 0); l++)
        {
            AddHeads(result, vector, l, position);
            if (l < layer)
                AddTranscoder(result, vector, l, position);
        }

        return result;
    }

    private void AddTranscoder(List<Contribution> result, Tensor vector, int layer, int position)
    {
        var transcoder = transcoders[layer];
        var readings = matmul(transcoder.Decoder, vector); // f_dec · v, the input-invariant factor
        var values = (codes[layer][position] * readings).data<float>().ToArray();
        var weights = readings.data<float>().ToArray();
        var scale = trace.Layers[layer].MlpScale[position].ToDouble();
        double explained = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] == 0)
                continue;
            explained += values[i];

            // the feature's own pre-activation reads the residual stream through the norm: (g ⊙ f_enc) / rms
            var next = (transcoder.Encoder.select(1, i) * model.Layers[layer].MlpNorm * (scale * weights[i])).MoveToOuterDisposeScope();
            next.DetachFromDisposeScope();
            result.Add(new(new(AttributionKind.Feature, layer, i, position), values[i], next, layer, true, position));
        }

        var bias = transcoder.OutputBias.dot(vector).ToDouble();
        result.Add(new(new(AttributionKind.Bias, layer, 0, position), bias));
        result.Add(new(new(AttributionKind.Error, layer, 0, position), trace.Layers[layer].MlpOutput[position].dot(vector).ToDouble() - explained - bias));
    }

    private void AddHeads(List<Contribution> result, Tensor vector, int layer, int position)
    {
        var (config, weights, at) = (model.Config, model.Layers[layer], trace.Layers[layer]);
        for (var h = 0; h < config.Heads; h++)
        {
            var output = weights.Output.narrow(1, h * config.HeadSize, config.HeadSize); // [dim, head]
            var value = weights.Value.narrow(0, h / (config.Heads / config.KeyValueHeads) * config.HeadSize, config.HeadSize); // [head, dim]
            var pulled = matmul(value.t(), matmul(output.t(), vector)); // W_OVᵀ v
            var readings = matmul(at.AttentionInput, pulled) * at.Pattern[h, position];
            var numbers = readings.data<float>().ToArray();
            for (var s = 0; s <= position; s++)
            {
                var scale = at.AttentionScale[s].ToDouble() * at.Pattern[h, position, s].ToDouble();
                var next = (pulled * weights.AttentionNorm * scale).DetachFromDisposeScope();
                result.Add(new(new(AttributionKind.Head, layer, h, s), numbers[s], next, layer, false, s));
            }
        }
    }

    private static Tensor Inference(Func<Tensor> compute)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        return compute().DetachFromDisposeScope();
    }
}
