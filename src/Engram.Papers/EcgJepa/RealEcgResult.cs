using Engram.Modeling.Encoders;
using Engram.Signals.Randomness;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>How well logistic regression tells the statements of real recordings, by macro area over held-out folds of patients.</summary>
/// <param name="Jepa">Frozen encoder, pretrained on simulated recordings.</param>
/// <param name="Untrained">Random weights.</param>
/// <param name="Handmade">Band power and RR intervals.</param>
public sealed record RealEcgResult(double Jepa, double Untrained, double Handmade)
{
    /// <summary>One repetition.</summary>
    /// <param name="real">Real recordings, one a patient.</param>
    /// <param name="trained">A repetition's encoders.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Seed of the folds.</param>
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
        return new(Probed(trained.Model.Teacher), Probed(trained.Untrained), OutOfFold(HandmadeFeatures.Of(real.Signals, RealEcgSet.SamplingRate)));

        // the encoder knows recordings of the simulated length: it sees one part after another, and the mean of all tokens is the feature
        double Probed(PatchTransformer encoder)
        {
            var parts = signals.split((long)(config.Seconds * RealEcgSet.SamplingRate), 2).Select(part => StatementTraining.Evaluate(encoder, part.contiguous()));
            var mean = cat(parts.ToArray(), 1).mean([1]);
            var width = (int)mean.shape[1];
            var flat = mean.to(float64).contiguous().data<double>().ToArray();
            double[][] features = [.. Enumerable.Range(0, count).Select(i => flat[(i * width)..((i + 1) * width)])];
            return OutOfFold(features);
        }

        double OutOfFold(double[][] features)
        {
            var all = zeros_like(real.Labels);
            for (var fold = 0; fold < config.RealFolds; fold++)
            {
                int[] train = [.. Enumerable.Range(0, count).Where(i => folds[i] != fold)], test = [.. Enumerable.Range(0, count).Where(i => folds[i] == fold)];
                all.index_copy_(0, tensor(test.Select(i => (long)i).ToArray()), LogisticStatements.Scores(features, real.Labels, train, test));
            }

            return StatementTraining.Areas(all, real.Labels).Average();
        }
    }
}
