using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using Engram.Modeling.Masking;
using Engram.Modeling.Objectives;
using Engram.Signals.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.TfmTokenizer;

/// <summary>
/// TFM's downstream encoder over codes: each code's vector, and one that hides a code, through a <see cref="ChannelFrameTransformer"/>. One matrix tells
/// hidden codes, another one classes from the class token.
/// </summary>
public sealed class MotifTransformer : nn.Module<Tensor, Tensor>
{
    private const double HiddenShare = 0.5;
    private readonly Parameter words;
    private readonly ChannelFrameTransformer transformer;
    private readonly Linear codes;
    private readonly Linear classes;
    private readonly MaskedCodePrediction objective = new(new());

    /// <summary>A model with fresh weights from torch's shared generator.</summary>
    /// <param name="config">Settings.</param>
    /// <param name="codebook">[code, D]: the vectors to start from; drawn at random where there are none.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public MotifTransformer(MotifTransformerConfig config, Tensor? codebook = null)
        : base(nameof(MotifTransformer))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        if (codebook is not null)
            Expect.Shape(codebook, $"{nameof(MotifTransformer)}, codebook", "code, feature", config.Codes, config.Width);
        var start = codebook?.detach().clone() ?? nn.functional.normalize(randn(config.Codes, config.Width), dim: -1);
        words = nn.Parameter(cat([start, randn(1, config.Width) * 0.02])); // the last row hides a code
        transformer = new(config);
        codes = nn.Linear(config.Width, config.Codes);
        classes = nn.Linear(config.Width, config.Classes);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public MotifTransformerConfig Config { get; }

    /// <summary>Parameters without the two heads: what the paper counts as the encoder.</summary>
    public long EncoderParameters => parameters().Sum(p => p.numel()) - codes.parameters().Sum(p => p.numel()) - classes.parameters().Sum(p => p.numel());

    /// <summary>The logits of the classes, [trial, class].</summary>
    /// <param name="ids">Codes, [trial, channel, frame], int64.</param>
    public override Tensor forward(Tensor ids) => classes.call(Encode(ids).Class!);

    /// <summary>
    /// The loss of telling hidden codes: half of them at random, then the other half, cross entropy on hidden ones alone.
    /// </summary>
    /// <param name="ids">Codes, [trial, channel, frame].</param>
    /// <param name="random">Draws what is hidden.</param>
    public Tensor PretrainingLoss(Tensor ids, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var flat = ids.flatten(1);
        var mask = new RandomMask(new() { Ratio = HiddenShare }).Draw(new(1, (int)flat.shape[1]), (int)flat.shape[0], random);
        return Pass(mask.Mask()) + Pass(mask.Complement().Mask());

        Tensor Pass(Tensor hidden)
        {
            var seen = flat.masked_fill(hidden, Config.Codes).reshape(ids.shape);
            return objective.Compute(codes.call(Encode(seen).Tokens), flat, hidden).Total;
        }
    }

    private TokenEncoding Encode(Tensor ids)
    {
        Expect.Shape(ids, nameof(MotifTransformer), "trial, channel, frame", -1, -1, -1);
        return transformer.Encode(words.index_select(0, ids.flatten()).reshape([.. ids.shape, Config.Width]));
    }
}
