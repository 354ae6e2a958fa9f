using Engram.Modeling.Configuration;
using Engram.Modeling.Masking;
using Engram.Modeling.Objectives;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Papers.NeuroRvq;

/// <summary>
/// NeuroRVQ's foundation model: the encoder predicts the codes of hidden patches, one linear head for each branch and stage, for a random mask and for its
/// complement.
/// </summary>
public sealed class NeuroRvqFoundation : nn.Module<Tensor, Tensor>
{
    private readonly NeuroRvqEncoder encoder;
    private readonly ModuleList<Linear> heads;

    /// <summary>A model with random weights; seed torch's generator before.</summary>
    /// <param name="config">Settings of the tokenizer whose codes it predicts.</param>
    /// <param name="seed">Seed of the tables.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public NeuroRvqFoundation(NeuroRvqConfig config, long seed)
        : base(nameof(NeuroRvqFoundation))
    {
        encoder = new(config, seed);
        Config = config;
        heads = new([.. Enumerable.Range(0, config.Branches).Select(_ => nn.Linear(config.Width, config.Quantizer.Stages * config.Quantizer.Stage.Codes))]);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public NeuroRvqConfig Config { get; }

    /// <summary>The representation of samples: the branches' tokens side by side, their mean over the tokens.</summary>
    /// <param name="input">[batch, electrode, time], standardised.</param>
    /// <returns>[batch, branch · width].</returns>
    public override Tensor forward(Tensor input) => encoder.call(Patches(input)).mean([2L]).transpose(0, 1).flatten(1);

    /// <summary>
    /// The loss for a mask and its complement, <c>code_prediction</c>: cross entropy of hidden tokens, averaged over tokens, each of which is hidden in one of
    /// the two passes and predicted there, and over heads. Beside it stand the accuracies of the heads, <c>accuracy branch.stage</c>.
    /// </summary>
    /// <param name="signals">[batch, electrode, time], standardised.</param>
    /// <param name="codes">Their codes, [branch, batch, token, stage].</param>
    /// <param name="mask">Which tokens are hidden.</param>
    public LossTerms Loss(Tensor signals, Tensor codes, MaskPartition mask)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(mask);
        var first = mask.Mask();
        var passes = encoder.Encode(Patches(signals), cat([first, mask.Complement().Mask()])).chunk(2, 1);
        var tokens = where(first.unsqueeze(-1), passes[0], passes[1]); // each from the pass that hid it
        var logits = stack(Enumerable.Range(0, Config.Branches).Select(b => heads[b].call(tokens[b]))).unflatten(-1, [Config.Quantizer.Stages, Config.Quantizer.Stage.Codes]);
        var terms = new LossTerms(new LossTerm("code_prediction", nn.functional.cross_entropy(logits.flatten(0, 3), codes.flatten())));
        var right = logits.detach().argmax(-1).eq(codes).to_type(float32).mean([1L, 2L]);
        for (var branch = 0; branch < Config.Branches; branch++)
        {
            for (var stage = 0; stage < Config.Quantizer.Stages; stage++)
                terms = terms.Watch($"accuracy {branch}.{stage}", right[branch, stage]);
        }

        return terms;
    }

    private Tensor Patches(Tensor signals)
    {
        Expect.Shape(signals, nameof(NeuroRvqFoundation), "batch, electrode, time", -1, -1, -1);
        return signals.unfold(-1, Config.Stem.Patch, Config.Stem.Patch);
    }
}
