using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Interpretability.Models;

/// <summary>
/// A decoder of attention layers alone, x ← x + Σ_heads A LN(x) W_V W_O, in which every head's part can be read and replaced.
/// Heads are numbered layer by layer.
/// </summary>
public sealed class AttentionOnlyTransformer : nn.Module<Tensor, Tensor>
{
    private readonly Embedding tokens;
    private readonly Parameter positions;
    private readonly ModuleList<AttentionOnlyLayer> layers;
    private readonly LayerNorm final;
    private readonly Linear unembedding;

    /// <summary>A model with random weights; seed the generator of torch before.</summary>
    /// <param name="config">Sizes.</param>
    /// <exception cref="ArgumentException">A size is not positive, or the heads do not divide the width.</exception>
    public AttentionOnlyTransformer(AttentionOnlyConfig config)
        : base(nameof(AttentionOnlyTransformer))
    {
        ArgumentNullException.ThrowIfNull(config);
        if (config.Vocabulary < 1 || config.Length < 1 || config.Dimension < 1 || config.Layers < 1 || config.Heads < 1 || config.Dimension % config.Heads != 0)
            throw new ArgumentException($"Expected positive sizes and heads that divide the dimension, got {config}.", nameof(config));
        Config = config;
        tokens = nn.Embedding(config.Vocabulary, config.Dimension);
        positions = nn.Parameter(randn(config.Length, config.Dimension) * 0.5);
        layers = nn.ModuleList(Enumerable.Range(0, config.Layers).Select(_ => new AttentionOnlyLayer(config.Dimension, config.Heads)).ToArray());
        final = nn.LayerNorm(config.Dimension);
        unembedding = nn.Linear(config.Dimension, config.Vocabulary);
        RegisterComponents();
    }

    /// <summary>Sizes.</summary>
    public AttentionOnlyConfig Config { get; }

    /// <summary>All heads.</summary>
    public int HeadCount => Config.Layers * Config.Heads;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Logits(input);

    /// <summary>Logits [batch, time, token].</summary>
    /// <param name="input">Tokens, [batch, time].</param>
    /// <param name="replace">Given a layer and its heads' outputs [batch, head, time, dim], what is added in their place; it may also only look.</param>
    /// <param name="patterns">Takes each layer's attention, [batch, head, query, key].</param>
    /// <exception cref="ArgumentException">The tokens are not [batch, time] or too many.</exception>
    public Tensor Logits(Tensor input, Func<int, Tensor, Tensor>? replace = null, IList<Tensor>? patterns = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() != 2 || input.size(1) > Config.Length)
            throw new ArgumentException($"Expected tokens [batch, time] with at most {Config.Length} in time, got [{string.Join(", ", input.shape)}].", nameof(input));
        var x = tokens.call(input) + positions.narrow(0, 0, input.size(1));
        for (var layer = 0; layer < Config.Layers; layer++)
        {
            var (heads, pattern) = layers[layer].call(x);
            patterns?.Add(pattern);
            x = x + (replace is null ? heads : replace(layer, heads)).sum([1L]);
        }

        return unembedding.call(final.call(x));
    }
}
