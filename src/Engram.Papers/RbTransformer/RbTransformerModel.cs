using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using Engram.Modeling.Positions;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.RbTransformer;

/// <summary>
/// RBTransformer (2025): the band entropies F of each electrode become a token, h = dropout(F W + b + E) with a learned vector of each electrode in E ~ N(0, 1);
/// pre-norm blocks let electrodes attend to each other; their mean goes through a norm and a head of dense layers.
/// </summary>
public sealed class RbTransformerModel : nn.Module<Tensor, Tensor>
{
    private readonly Linear embedding;
    private readonly LearnedPosition? identity;
    private readonly Dropout dropout;
    private readonly TokenTransformer? blocks;
    private readonly LayerNorm norm;
    private readonly Sequential head;

    /// <summary>A model with random weights; seed torch's generator before.</summary>
    /// <param name="config">Settings.</param>
    /// <param name="seed">Seed of the electrodes' vectors.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public RbTransformerModel(RbTransformerConfig config, long seed)
        : base(nameof(RbTransformerModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        embedding = nn.Linear(config.Bands, config.Width);
        if (config.HasIdentity)
            identity = new(new() { Count = config.Electrodes, Width = config.Width, Deviation = 1, Seed = seed });
        dropout = nn.Dropout(config.Dropout);
        if (config.Depth > 0)
            blocks = new(config.Transformer);
        norm = nn.LayerNorm(config.Width);
        var widths = (int[])[config.Width, .. config.HeadLayers];
        head = nn.Sequential([.. widths.Zip(widths.Skip(1)).SelectMany(w => (nn.Module<Tensor, Tensor>[])[nn.Linear(w.First, w.Second), nn.GELU(), nn.Dropout(config.Dropout)]), nn.Linear(widths[^1], config.Classes)]);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public RbTransformerConfig Config { get; }

    /// <summary>The classes' logits.</summary>
    /// <param name="input">Band entropies, [batch, electrode, band].</param>
    /// <returns>[batch, class].</returns>
    public override Tensor forward(Tensor input) => head.call(norm.call(Mix(input, null)));

    /// <summary>What the head sees, and each block's attention.</summary>
    /// <param name="features">Band entropies, [batch, electrode, band].</param>
    /// <returns>The mean over electrodes [batch, width], and for each block [batch, head, electrode, electrode], whose rows sum to 1.</returns>
    public (Tensor Pooled, IReadOnlyList<Tensor> Attention) Look(Tensor features)
    {
        var weights = new List<Tensor>();
        var pooled = Mix(features, weights);
        return (pooled, weights);
    }

    private Tensor Mix(Tensor features, List<Tensor>? weights)
    {
        Expect.Shape(features, nameof(RbTransformerModel), "batch, electrode, band", -1, Config.Electrodes, Config.Bands);
        var tokens = embedding.call(features);
        if (identity is not null)
            tokens = tokens + identity.Sequence(Config.Electrodes);
        tokens = dropout.call(tokens);
        if (blocks is not null)
        {
            var encoding = blocks.Encode(tokens, keepAttention: weights is not null);
            weights?.AddRange(encoding.Attention);
            tokens = encoding.Tokens;
        }

        return tokens.mean([1L]);
    }
}
