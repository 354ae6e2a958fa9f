using Engram.Data;
using Engram.Modeling.Encoders;
using Engram.Modeling.Tokenizers;
using Engram.Modeling.Training;
using Engram.Probes;
using Engram.Probes.Classifiers;
using Engram.Probes.Metrics;
using Engram.Probes.Neighbors;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Lipcot;

/// <summary>One repetition on simulated segments.</summary>
/// <param name="Agreement">Adjusted Rand index of codes against true states, by what is clustered, on the test subjects.</param>
/// <param name="PolesKept">Share of windows at twice the sampling rate that keep their state's code, pole features.</param>
/// <param name="CoefficientsKept">The same, coefficients.</param>
/// <param name="PolesSame">Share of fresh windows at the same rate, pole features.</param>
/// <param name="CoefficientsSame">The same, coefficients.</param>
/// <param name="Pretrained">Accuracy on test subjects, pretrained on all training subjects, few of them labelled.</param>
/// <param name="Scratch">Without pretraining.</param>
/// <param name="Shuffled">Pretrained, with shuffled labels.</param>
/// <param name="Bag">Naive Bayes on token counts of the same labelled segments.</param>
/// <param name="Neighbours">Five nearest neighbours by these counts: states that follow one another also occur together, which a line cannot see.</param>
/// <param name="Network">EEGNet on their signals.</param>
/// <param name="Truth">Pairs of true states: what can be known at best.</param>
/// <param name="BagBySubject">Naive Bayes with the labels of all training subjects, over all folds of subjects.</param>
/// <param name="BagBySegment">The same over folds of segments, where every subject stands on both sides.</param>
/// <param name="Perplexity">exp of the masked-token loss on test subjects.</param>
public sealed record StateResult(
    IReadOnlyDictionary<TokenKind, double> Agreement, double PolesKept, double CoefficientsKept, double PolesSame, double CoefficientsSame, double Pretrained, double Scratch, double Shuffled,
    double Bag, double Neighbours, double Network, double Truth, double BagBySubject, double BagBySegment, double Perplexity)
{
    private const long NetworkSeeds = 800_000;

    /// <summary>Draws a set, codes it, and compares.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Decides everything.</param>
    /// <param name="progress">Told each pretraining step and its loss.</param>
    public static StateResult Run(LipcotConfig config, long seed, Action<int, double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        var random = new SeededRandom(seed);
        var set = config.Simulation.Draw(random.Split("set"));
        var signals = Signals(set.Trials, config.Simulation.SamplingRate);
        var names = set.Subjects.Select(s => $"S{s:00}").ToArray();
        var folds = GroupedSplit.StratifiedKFold(names, set.Labels, config.Folds, random.Split("subjects"));
        var split = folds[0].Trials;
        var (train, test) = (split.Train.ToArray(), split.Test.ToArray());
        var codes = Enum.GetValues<TokenKind>().ToDictionary(kind => kind, kind => StateTokens.Codes(kind, config, signals, train));
        var agreement = codes.ToDictionary(c => c.Key, c => StateTokens.Agreement(c.Value, set.States, test));
        var poles = StateTokens.Kept(TokenKind.Poles, config, set.Library, 2 * config.Simulation.SamplingRate, random.Split("rates"));
        var coefficients = StateTokens.Kept(TokenKind.Coefficients, config, set.Library, 2 * config.Simulation.SamplingRate, random.Split("rates"));

        var own = codes[TokenKind.Cepstrum]; // the released run's coefficients lose the states, so there would be nothing to read
        var labelled = Labelled(set, train, config.LabelledSubjects);
        int[] Labels(int[] segments) => Array.ConvertAll(segments, s => set.Labels[s]);
        double Right(IEnumerable<int> guesses, int[] segments) => ConfusionMatrix.Of(Labels(segments), [.. guesses]).Accuracy;
        var sentences = SpecialIds.Sentences(own);
        Tensor Of(int[] segments) => sentences.index_select(0, BatchOrder.Rows(segments));
        double FineTuned(TokenLanguageModel model, int[] labels)
        {
            using var classifier = TokenTraining.FineTune(model.Encoder, Of(labelled), labels, config.SimulatedFineTuning, seed);
            return Right(classifier.Scores(Of(test)).Select(p => p > 0.5 ? 1 : 0), test);
        }

        var settings = config.Encoder(config.Codes, config.Simulation.Electrodes);
        var scratch = FineTuned(TokenTraining.Model(settings, seed), Labels(labelled));
        var model = TokenTraining.Model(settings, seed);
        TokenTraining.Pretrain(model, Of(train), config.SimulatedPretraining, seed, progress);
        var perplexity = model.Evaluate(Of(test), random.Split("held"), 4).Perplexity;
        var again = TokenTraining.Model(settings, seed);
        again.load_state_dict(model.state_dict());
        var shuffled = Array.ConvertAll(random.Split("shuffle").Permutation(labelled.Length), i => set.Labels[labelled[i]]);

        var counts = own.data<long>().ToArray().Chunk(config.Simulation.Electrodes).Select(row => Enumerable.Range(0, config.Codes).Select(c => (double)row.Count(v => v == c)).ToArray()).ToArray();
        var bayes = new MultinomialNaiveBayes();
        double Counted(IClassifier classifier, int[] training, int[] tested) =>
            Right(classifier.Fit(FeatureMatrix.From([.. training.Select(s => counts[s])]), Labels(training)).Predict(FeatureMatrix.From([.. tested.Select(s => counts[s])])), tested);

        var bySubject = folds.Average(f => Counted(bayes, [.. f.Trials.Train], [.. f.Trials.Test]));
        var bySegment = TrialSplit.StratifiedKFold(set.Labels, config.Folds, random.Split("segments")).Average(f => Counted(bayes, [.. f.Train], [.. f.Test]));
        return new(agreement, poles.Other, coefficients.Other, poles.Same, coefficients.Same, FineTuned(model, Labels(labelled)), scratch, FineTuned(again, shuffled),
            Counted(bayes, labelled, test), Counted(new NearestNeighborClassifier { Count = 5 }, labelled, test), Right(NetworkGuesses(config, signals, labelled, Labels(labelled), test, seed), test), Right(test.Select(s => set.Evidence(s) > 0 ? 1 : 0), test), bySubject, bySegment, perplexity);
    }

    // the first subjects of each group, so that both have as many
    private static int[] Labelled(ElectrodeStateSegments set, int[] train, int subjects)
    {
        var chosen = train.Select(s => set.Subjects[s]).Distinct().GroupBy(s => s % 2).SelectMany(g => g.Order().Take(subjects / 2)).ToHashSet();
        return [.. train.Where(s => chosen.Contains(set.Subjects[s]))];
    }

    private static SignalBatch Signals(double[][][] trials, double samplingRate)
    {
        var flat = trials.SelectMany(t => t.SelectMany(row => row.Select(v => (float)v))).ToArray();
        return new(tensor(flat).reshape(trials.Length, trials[0].Length, trials[0][0].Length), samplingRate);
    }

    private static IEnumerable<int> NetworkGuesses(LipcotConfig config, SignalBatch signals, int[] labelled, int[] labels, int[] test, long seed)
    {
        var network = SeededModules.Make(NetworkSeeds + seed, () =>
        {
            var body = new EegNet(new() { Channels = signals.Channels, Dropout = 0 });
            return nn.Sequential(body, nn.Flatten(), nn.Linear(body.Config.PointwiseFilters * (signals.Length / 32), 2));
        });
        var scaled = signals.Samples / config.Simulation.Amplitude;
        var classes = tensor(Array.ConvertAll(labels, l => (long)l));
        var order = new BatchOrder(labelled.Length, config.Network.Batch, seed);
        GradientSteps.Run(network, config.Network, step =>
        {
            var rows = order.At(step).ToArray();
            return nn.functional.cross_entropy(network.call(scaled.index_select(0, BatchOrder.Rows(Array.ConvertAll(rows, r => labelled[r])))), classes.index_select(0, BatchOrder.Rows(rows)));
        });
        using var _ = no_grad();
        return network.call(scaled.index_select(0, BatchOrder.Rows(test))).argmax(-1).data<long>().ToArray().Select(c => (int)c);
    }
}
