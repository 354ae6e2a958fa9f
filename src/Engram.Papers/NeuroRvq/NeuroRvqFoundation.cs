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
    private readonly MaskedCodePrediction objective = new(new());

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
    /// The loss for a mask and its complement, <c>code_prediction</c>: cross entropy of hidden tokens, averaged over heads. Beside it stand the accuracies of
    /// the heads, <c>accuracy branch.stage</c>.
    /// </summary>
    /// <param name="signals">[batch, electrode, time], standardised.</param>
    /// <param name="codes">Their codes, [branch, batch, token, stage].</param>
    /// <param name="mask">Which tokens are hidden.</param>
    public LossTerms Loss(Tensor signals, Tensor codes, MaskPartition mask)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(mask);
        var patches = Patches(signals);
        var (losses, accuracies) = (new List<Tensor>(), new List<(string, Tensor)>());
        foreach (var hidden in new[] { mask, mask.Complement() }.Select(m => m.Mask()))
        {
            var tokens = encoder.Encode(patches, hidden);
            for (var branch = 0; branch < Config.Branches; branch++)
            {
                var logits = heads[branch].call(tokens[branch]).unflatten(-1, [Config.Quantizer.Stages, Config.Quantizer.Stage.Codes]);
                for (var stage = 0; stage < Config.Quantizer.Stages; stage++)
                {
                    var terms = objective.Compute(logits.select(2, stage), codes[branch].select(-1, stage), hidden);
                    losses.Add(terms.Total);
                    accuracies.Add(($"accuracy {branch}.{stage}", terms.Watched[0].Value));
                }
            }
        }

        return accuracies.GroupBy(a => a.Item1).Aggregate(
            new LossTerms(new LossTerm("code_prediction", stack(losses).mean())),
            (terms, head) => terms.Watch(head.Key, stack(head.Select(h => h.Item2)).mean()));
    }

    private Tensor Patches(Tensor signals)
    {
        Expect.Shape(signals, nameof(NeuroRvqFoundation), "batch, electrode, time", -1, -1, -1);
        return signals.unfold(-1, Config.Stem.Patch, Config.Stem.Patch);
    }
}
