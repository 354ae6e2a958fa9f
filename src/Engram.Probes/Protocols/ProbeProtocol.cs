using Engram.Data;
using Engram.Probes.Classifiers;
using Engram.Probes.Statistics;
using Engram.Signals.Randomness;

namespace Engram.Probes.Protocols;

/// <summary>
/// Probes an encoder beside its controls: the same with random weights, with shuffled training labels, simple features under linear
/// discriminant analysis and under ridge, and the majority class. All see the same folds of subjects over several seeds; features are standardised and
/// settings chosen on training subjects alone.
/// </summary>
public sealed record ProbeProtocol
{
    /// <summary>Probes to choose from on the training subjects; the default is logistic regression with seven costs. A single one is not chosen.</summary>
    public IReadOnlyList<IClassifier> Candidates { get; init; } = [.. new[] { 1e-3, 1e-2, 0.1, 1, 10, 100, 1000 }.Select(c => new LogisticRegression { Cost = c, IsBalanced = true })];

    /// <summary>Outer folds, each of whose subjects test once a seed.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Folds of the training subjects that choose.</summary>
    public int InnerFolds { get; init; } = 3;

    /// <summary>One division into folds for each.</summary>
    public IReadOnlyList<long> Seeds { get; init; } = [0, 1, 2];

    /// <summary>What is measured.</summary>
    public ProbeMetric Metric { get; init; } = ProbeMetric.BalancedAccuracy;

    /// <summary>How the intervals over subjects are drawn.</summary>
    public Bootstrap Bootstrap { get; init; } = new() { Resamples = 1000 };

    /// <summary>Runs encoder and controls.</summary>
    /// <param name="task">The task.</param>
    /// <exception cref="ArgumentException">Counts differ, there is one class only, or there are fewer subjects than folds.</exception>
    public ProbeReport Run(ProbeTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        ProbeInput.Classes(task.Features, task.Labels);
        if (Candidates.Count == 0 || Seeds.Count == 0)
            throw new ArgumentException($"Expected at least one candidate and one seed, got {Candidates.Count} and {Seeds.Count}.", nameof(task));
        if (task.Subjects.Count != task.Features.Rows)
            throw new ArgumentException($"Expected a subject for each of {task.Features.Rows} samples, got {task.Subjects.Count}.", nameof(task));
        if (task.SimpleFeatures is { } simple && simple.Rows != task.Features.Rows)
            throw new ArgumentException($"Expected simple features of the same {task.Features.Rows} samples, got {simple.Rows}.", nameof(task));
        var methods = Methods(task);
        var predictions = methods.Select(_ => Seeds.Select(_ => new int[task.Labels.Count]).ToArray()).ToArray();
        var scores = methods.Select(_ => new List<double>()).ToArray();
        for (var s = 0; s < Seeds.Count; s++)
        {
            var random = new SeededRandom(Seeds[s]);
            var features = methods.Select(m => m.Features(random.Split("random encoder"))).ToArray();
            var splits = GroupedSplit.StratifiedKFold(task.Subjects, task.Labels, Folds, random.Split("folds"));
            for (var f = 0; f < splits.Length; f++)
            {
                var fold = new ProbeFold(task.Labels, task.Subjects, splits[f].Trials, InnerFolds, Metric, random.Split($"fold {f}"));
                for (var m = 0; m < methods.Length; m++)
                {
                    var predicted = fold.Predict(features[m], methods[m].Candidates, methods[m].IsShuffled);
                    for (var i = 0; i < predicted.Length; i++)
                        predictions[m][s][fold.Test[i]] = predicted[i];
                    scores[m].Add(fold.Score(predicted));
                }
            }
        }

        return Report(task, methods, predictions, scores);
    }

    private ProbeMethod[] Methods(ProbeTask task)
    {
        List<ProbeMethod> methods =
        [
            new("encoder", _ => task.Features, Candidates, false),
            new("shuffled labels", _ => task.Features, Candidates, true),
            new("majority class", _ => task.Features, [new MajorityClass()], false),
        ];
        if (task.SimpleFeatures is { } simple)
        {
            methods.Insert(1, new("simple features, LDA", _ => simple, [new LinearDiscriminantAnalysis { Shrinkage = null }], false));
            methods.Insert(2, new("simple features, ridge", _ => simple, [new RidgeClassifier { Alphas = [0.1, 1, 10, 100, 1000] }], false));
        }

        if (task.RandomEncoder is { } encoder)
            methods.Insert(1, new("random weights", encoder, Candidates, false));
        return [.. methods];
    }

    private ProbeReport Report(ProbeTask task, ProbeMethod[] methods, int[][][] predictions, List<double>[] scores)
    {
        var truth = task.Labels.ToArray();
        // n_test / n_train of one fold; the training sets of folds and seeds overlap
        var tests = methods.Skip(1).Select((_, m) => scores[0].Count < 2 ? null : PairedTests.CorrectedResampledT(scores[0], scores[m + 1], 1.0 / (Folds - 1))).ToArray();
        var adjusted = HolmCorrection.Adjust([.. tests.Select(t => t?.PValue ?? 1)]);
        var rows = methods.Select((method, m) =>
        {
            var interval = Bootstrap.Of(
                indices => predictions[m].Average(own => Protocols.Score.Of(Metric, truth, own, indices)),
                task.Subjects, new SeededRandom(Seeds[0]).Split("intervals")); // the same draws of subjects for every method
            return new ProbeReportRow(method.Name, interval, [.. scores[m]], m == 0 ? null : tests[m - 1], m == 0 ? null : adjusted[m - 1]);
        });
        List<string> missing = [];
        if (task.RandomEncoder is null)
            missing.Add("random weights");
        if (task.SimpleFeatures is null)
            missing.Add("simple features");
        return new(Metric, [.. rows], missing, task.Subjects.Distinct().Count(), task.Labels.Count, Folds, Seeds.Count);
    }
}
