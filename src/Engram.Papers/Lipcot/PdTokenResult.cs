using Engram.Probes;
using Engram.Probes.Classifiers;
using Engram.Probes.Metrics;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Lipcot;

/// <summary>One repetition on the paper's token sentences.</summary>
/// <param name="Perplexity">exp of the masked-token loss on the validation part.</param>
/// <param name="TopFiveError">Share of hidden tokens there that are not among the five most probable.</param>
/// <param name="UntrainedPerplexity">The same before pretraining.</param>
/// <param name="Pretrained">Chance of Parkinson's disease of each test sentence, fine-tuned after pretraining.</param>
/// <param name="Scratch">The same without pretraining.</param>
/// <param name="Shuffled">The same after pretraining, with shuffled labels in fine-tuning.</param>
/// <param name="Labels">The truth.</param>
public sealed record PdTokenResult(double Perplexity, double TopFiveError, double UntrainedPerplexity, double[] Pretrained, double[] Scratch, double[] Shuffled, int[] Labels)
{
    private const int Rounds = 4;

    /// <summary>Share of right decisions at a chance of one half.</summary>
    /// <param name="scores">Chance of class 1.</param>
    /// <param name="labels">The truth.</param>
    public static double Accuracy(IReadOnlyList<double> scores, IReadOnlyList<int> labels) => ConfusionMatrix.Of(labels, [.. scores.Select(p => p > 0.5 ? 1 : 0)]).Accuracy;

    /// <summary>Pretrains on one part, fine-tunes on the second, tests on the third, as the released code does; nothing is chosen by any of them.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="data">The sentences.</param>
    /// <param name="seed">Decides weights, order and what is hidden.</param>
    /// <param name="progress">Told each pretraining step and its loss.</param>
    public static PdTokenResult Run(LipcotConfig config, PdTokens data, long seed, Action<int, double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(data);
        var settings = config.Encoder(PdTokens.Vocabulary - SpecialIds.FirstCode, (int)data.Train.shape[1] - 2);
        var random = new SeededRandom(seed);
        (double Perplexity, double TopFiveError) Held(TokenLanguageModel model) => model.Evaluate(data.Validation, random.Split("held"), Rounds);
        double[] FineTuned(TokenLanguageModel model, int[] labels)
        {
            using var classifier = TokenTraining.FineTune(model.Encoder, data.Validation, labels, config.FineTuning, seed);
            return classifier.Scores(data.Test);
        }

        var scratch = TokenTraining.Model(settings, seed);
        var untrained = Held(scratch).Perplexity;
        var scratchScores = FineTuned(scratch, data.ValidationLabels);
        var pretrained = TokenTraining.Model(settings, seed);
        TokenTraining.Pretrain(pretrained, data.Train, config.Pretraining, seed, progress);
        var held = Held(pretrained);
        var again = TokenTraining.Model(settings, seed); // fine-tuning changes the encoder, so the control has its own
        again.load_state_dict(pretrained.state_dict());
        var shuffled = Array.ConvertAll(random.Split("shuffle").Permutation(data.ValidationLabels.Length), i => data.ValidationLabels[i]);
        return new(held.Perplexity, held.TopFiveError, untrained, FineTuned(pretrained, data.ValidationLabels), scratchScores, FineTuned(again, shuffled), data.TestLabels);
    }

    /// <summary>Accuracy of naive Bayes on how often each token occurs.</summary>
    /// <param name="data">The sentences.</param>
    public static double BagOfTokens(PdTokens data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return ConfusionMatrix.Of(data.TestLabels, new MultinomialNaiveBayes().Fit(Counts(data.Validation), data.ValidationLabels).Predict(Counts(data.Test))).Accuracy;
    }

    private static FeatureMatrix Counts(Tensor sentences) => FeatureMatrix.From([.. sentences.data<long>().ToArray().Chunk((int)sentences.shape[1]).Select(row =>
    {
        var counts = new double[PdTokens.Vocabulary];
        foreach (var id in row)
            counts[id]++;
        return counts;
    })]);
}
