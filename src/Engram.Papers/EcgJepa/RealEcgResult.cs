using Engram.Modeling.Encoders;
using Engram.Signals.Randomness;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>How well probes tell the statements of real recordings, by macro area over held-out folds of patients.</summary>
/// <param name="Jepa">Frozen encoder, pretrained on simulated recordings.</param>
/// <param name="Untrained">Random weights.</param>
/// <param name="Handmade">Band power and RR intervals.</param>
public sealed record RealEcgResult(double Jepa, double Untrained, double Handmade)
{
    /// <summary>One repetition.</summary>
    /// <param name="real">Real recordings, one a patient.</param>
    /// <param name="trained">A repetition's encoders.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed of folds and batches; the probes' weights have a seed of their own.</param>
    public static RealEcgResult Run(EcgSet real, EcgJepaTrained trained, EcgJepaConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        var count = (int)real.Labels.shape[0];
        var order = new SeededRandom(seed).Split("real folds").Permutation(count);
        int[] folds = [.. Enumerable.Range(0, count).Select(i => order[i] % config.RealFolds)];
        var signals = LeadScaling.Of(real.Signals).Apply(real.Signals);
        var handmade = HandmadeFeatures.Of(real.Signals, RealEcgSet.SamplingRate);
        return new(Probed(trained.Model.Teacher), Probed(trained.Untrained), OutOfFold((train, test) => HandmadeFeatures.Scores(handmade, real.Labels, train, test)));

        double Probed(PatchTransformer encoder)
        {
            // the encoder knows recordings of the simulated length: it sees one part after another, the probe all their tokens
            var length = (long)(config.Seconds * RealEcgSet.SamplingRate);
            var tokens = cat(signals.split(length, 2).Select(part => StatementTraining.Evaluate(encoder, part.contiguous())).ToArray(), 1);
            return OutOfFold((train, test) =>
            {
                var transformer = config.Model.Encoder.Transformer;
                var probe = SeededModules.Make(seed + EcgJepaConfig.WeightSeeds, () => new AttentiveProbe(transformer.Width, transformer.Heads, RealEcgSet.Names.Count));
                StatementTraining.Fit(probe, tokens.index_select(0, Rows(train)), real.Labels.index_select(0, Rows(train)), config.RealProbeSteps, config.ProbeLearningRate, 0.1, seed);
                return StatementTraining.Evaluate(probe, tokens.index_select(0, Rows(test)));
            });
        }

        double OutOfFold(Func<int[], int[], Tensor> scores)
        {
            var all = zeros_like(real.Labels);
            for (var fold = 0; fold < config.RealFolds; fold++)
            {
                int[] train = [.. Enumerable.Range(0, count).Where(i => folds[i] != fold)], test = [.. Enumerable.Range(0, count).Where(i => folds[i] == fold)];
                all.index_copy_(0, Rows(test), scores(train, test));
            }

            return StatementTraining.Areas(all, real.Labels).Average();
        }
    }

    private static Tensor Rows(int[] records) => tensor(records.Select(i => (long)i).ToArray());
}
