using Engram.Signals.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Probes.Attention;

/// <summary>Pools tokens, by attention or by their mean, and classifies the pooled vector.</summary>
internal sealed class TokenHead : IDisposable
{
    private readonly Tensor mean; // of each feature over the training samples
    private readonly Tensor deviation;
    private readonly Parameter[] attention; // q [head, width], W_K, b_K, W_V, b_V; none for the mean
    private readonly Parameter weight;
    private readonly Parameter bias;

    public TokenHead(Tensor tokens, int classes, int? heads, SeededRandom random)
    {
        Width = tokens.shape[2];
        using (no_grad())
        {
            using var samples = tokens.detach().to_type(float32).reshape(-1, Width);
            mean = samples.mean([0L]);
            deviation = samples.std([0L], unbiased: false).clamp_min(1e-6);
        }

        Parameter Draw(double scale, params long[] shape)
        {
            var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)(scale * random.NextGaussian());
            return nn.Parameter(tensor(values, shape).to(tokens.device));
        }

        var scale = 1 / Math.Sqrt(Width);
        attention = heads is { } h ? [Draw(0.02, h, Width / h), Draw(scale, Width, Width), Draw(0, Width), Draw(scale, Width, Width), Draw(0, Width)] : [];
        (weight, bias) = (Draw(0.01 * scale, classes, Width), Draw(0, classes));
    }

    /// <summary>Features of a token.</summary>
    public long Width { get; }

    public IEnumerable<Parameter> Parameters => [.. attention, weight, bias];

    /// <summary>[batch, token, feature] to logits [batch, class].</summary>
    public Tensor Forward(Tensor tokens)
    {
        var x = Standardised(tokens);
        if (attention.Length == 0)
            return nn.functional.linear(x.mean([1L]), weight, bias);
        var heads = attention[0].shape[0];
        var values = nn.functional.linear(x, attention[3], attention[4]).reshape(x.shape[0], x.shape[1], heads, -1);
        var pooled = (Weights(x).unsqueeze(-1) * values).sum([1L]); // [batch, head, d]
        return nn.functional.linear(pooled.reshape(x.shape[0], -1), weight, bias);
    }

    /// <summary>a: [batch, head, token].</summary>
    public Tensor AttentionWeights(Tensor tokens) => attention.Length > 0
        ? Weights(Standardised(tokens)).transpose(1, 2)
        : throw new InvalidOperationException("Expected an attentive probe; a probe of the mean token weighs all tokens alike.");

    public void Dispose()
    {
        foreach (var parameter in Parameters)
            parameter.Dispose();
        mean.Dispose();
        deviation.Dispose();
    }

    private Tensor Standardised(Tensor tokens) => (tokens.to_type(float32) - mean) / deviation;

    // [batch, token, head]
    private Tensor Weights(Tensor x)
    {
        var query = attention[0];
        var keys = nn.functional.linear(x, attention[1], attention[2]).reshape(x.shape[0], x.shape[1], query.shape[0], -1);
        return ((keys * query).sum([-1L]) / Math.Sqrt(query.shape[1])).softmax(1);
    }
}
