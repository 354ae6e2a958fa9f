using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.Transcoders;

/// <summary>A one-block transformer that reads [Y, separator] and must spread its guess evenly over the numbers above Y.</summary>
public sealed class GreaterThanModel : nn.Module<Tensor, Tensor>
{
    /// <summary>Numbers 0 … 31.</summary>
    public const int Numbers = 32;

    private const int Dimension = 32;
    private const int Heads = 2;

    private readonly Embedding embedding = nn.Embedding(Numbers + 1, Dimension);
    private readonly Parameter positions = nn.Parameter(randn(2, Dimension) * 0.1);
    private readonly LayerNorm beforeAttention = nn.LayerNorm(Dimension);
    private readonly Linear qkv = nn.Linear(Dimension, 3 * Dimension);
    private readonly Linear attentionOutput = nn.Linear(Dimension, Dimension);
    private readonly LayerNorm beforeMlp = nn.LayerNorm(Dimension);
    private readonly Linear up = nn.Linear(Dimension, 128);
    private readonly Linear down = nn.Linear(128, Dimension);
    private readonly LayerNorm final = nn.LayerNorm(Dimension);
    private readonly Linear unembedding = nn.Linear(Dimension, Numbers);

    /// <summary>A model with random weights; seed torch before.</summary>
    public GreaterThanModel()
        : base(nameof(GreaterThanModel)) => RegisterComponents();

    /// <summary>Logits [batch, number] after the separator.</summary>
    /// <param name="input">Y, [batch].</param>
    public override Tensor forward(Tensor input) => Output(Middle(input), Mlp(MlpInput(input)));

    /// <summary>The MLP's input after its norm, at the separator, [batch, dim].</summary>
    /// <param name="input">Y, [batch].</param>
    public Tensor MlpInput(Tensor input) => beforeMlp.call(Middle(input));

    /// <summary>The MLP.</summary>
    /// <param name="input">[batch, dim].</param>
    public Tensor Mlp(Tensor input) => down.call(Neurons(input));

    /// <summary>The MLP's neurons, [batch, neuron].</summary>
    /// <param name="input">[batch, dim].</param>
    public Tensor Neurons(Tensor input) => nn.functional.relu(up.call(input));

    /// <summary>The MLP's output from its neurons.</summary>
    /// <param name="neurons">[batch, neuron].</param>
    public Tensor FromNeurons(Tensor neurons) => down.call(neurons);

    /// <summary>Logits with any MLP output in the MLP's place.</summary>
    /// <param name="middle">Residual stream before the MLP, [batch, dim].</param>
    /// <param name="mlp">What the MLP adds, [batch, dim].</param>
    public Tensor Output(Tensor middle, Tensor mlp) => unembedding.call(final.call(middle + mlp));

    /// <summary>The residual stream before the MLP, at the separator, [batch, dim].</summary>
    /// <param name="input">Y, [batch].</param>
    public Tensor Middle(Tensor input)
    {
        var tokens = stack([input, full_like(input, Numbers)], 1);
        var x = embedding.call(tokens) + positions;
        var parts = qkv.call(beforeAttention.call(x)).reshape(x.size(0), 2, 3, Heads, Dimension / Heads).permute(2, 0, 3, 1, 4);
        var mixed = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], is_casual: true);
        return (x + attentionOutput.call(mixed.transpose(1, 2).reshape(x.size(0), 2, Dimension))).select(1, 1);
    }

    /// <summary>Trains on all numbers that have one above them.</summary>
    /// <param name="steps">Steps of Adam at 3e-3.</param>
    public void Train(int steps)
    {
        using var optimizer = optim.Adam(parameters(), 3e-3);
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var y = arange(Numbers - 1);
            var target = y.unsqueeze(1).lt(arange(Numbers)).to_type(float32);
            nn.functional.cross_entropy(call(y), target / target.sum([1L], keepdim: true)).backward();
            optimizer.step();
        }
    }

    /// <summary>Mean over Y of P(above Y) - P(not above Y).</summary>
    /// <param name="logits">[Y, number] for Y = 0 … 30.</param>
    public static double ProbabilityDifference(Tensor logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        using var scope = NewDisposeScope();
        var above = arange(Numbers - 1).unsqueeze(1).lt(arange(Numbers)).to_type(float32);
        return (logits.softmax(-1) * (above * 2 - 1)).sum([1L]).mean().ToDouble();
    }
}
