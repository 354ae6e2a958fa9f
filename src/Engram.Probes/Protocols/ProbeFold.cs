using Engram.Data;
using Engram.Signals.Randomness;

namespace Engram.Probes.Protocols;

/// <summary>One outer fold: what a probe does with it never sees a test sample's label.</summary>
internal sealed class ProbeFold
{
    private readonly int[] labels;
    private readonly int[] shuffled; // labels, those of the training samples in another order
    private readonly int[] train;
    private readonly TrialSplit[] inner; // over places of train
    private readonly ProbeMetric metric;
    private readonly string name;

    public ProbeFold(IReadOnlyList<int> labels, IReadOnlyList<string> subjects, TrialSplit split, int innerFolds, ProbeMetric metric, SeededRandom random)
    {
        (this.labels, train, Test, this.metric, name) = ([.. labels], [.. split.Train], [.. split.Test], metric, split.Name);
        var order = random.Split("shuffle").Permutation(train.Length);
        shuffled = [.. labels];
        for (var i = 0; i < order.Length; i++)
            shuffled[train[i]] = labels[train[order[i]]];
        inner = [.. GroupedSplit.StratifiedKFold([.. train.Select(i => subjects[i])], [.. train.Select(i => labels[i])], innerFolds, random.Split("inner")).Select(s => s.Trials)];
    }

    /// <summary>Samples of the subjects that test.</summary>
    public int[] Test { get; }

    public double Score(int[] predicted) => Protocols.Score.Of(metric, [.. Test.Select(i => labels[i])], predicted);

    /// <summary>Classes of the test samples by the best of the candidates.</summary>
    public int[] Predict(FeatureMatrix features, IReadOnlyList<IClassifier> candidates, bool isShuffled)
    {
        if (features.Rows != labels.Length)
            throw new ArgumentException($"Expected features of the same {labels.Length} samples, got {features.Rows}.", nameof(features));
        var own = isShuffled ? shuffled : labels;
        var best = candidates.Count == 1 ? candidates[0] : candidates[Choose(features, candidates, own)];
        return Fit(best, features, own, train, Test);
    }

    private int Choose(FeatureMatrix features, IReadOnlyList<IClassifier> candidates, int[] own)
    {
        var scores = new double[candidates.Count];
        foreach (var split in inner)
        {
            int[] fit = [.. split.Train.Select(i => train[i])];
            int[] check = [.. split.Test.Select(i => train[i])];
            int[] truth = [.. check.Select(i => own[i])];
            for (var c = 0; c < scores.Length; c++)
                scores[c] += Protocols.Score.Of(metric, truth, Fit(candidates[c], features, own, fit, check));
        }

        return Array.IndexOf(scores, scores.Max());
    }

    private int[] Fit(IClassifier probe, FeatureMatrix features, int[] own, int[] fit, int[] predict)
    {
        int[] known = [.. fit.Select(i => own[i])];
        if (known.Distinct().Count() < 2)
            throw new ArgumentException($"Expected training samples of two classes or more in {name}, got class {known[0]} only. Use fewer folds, or subjects with several classes.", nameof(own));
        var samples = features.SelectRows(fit);
        var scaler = StandardScaler.Fit(samples);
        return probe.Fit(scaler.Transform(samples), known).Predict(scaler.Transform(features.SelectRows(predict)));
    }
}
