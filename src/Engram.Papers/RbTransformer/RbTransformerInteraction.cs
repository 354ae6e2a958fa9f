using Engram.Data;
using Engram.Modeling.Training;
using Engram.Papers.Ledger;
using Engram.Probes;
using Engram.Probes.Classifiers;
using Engram.Probes.Metrics;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.RbTransformer;

/// <summary>One repetition on simulated trials: balanced accuracies on windows of trials that no model saw, and the protocol experiment.</summary>
/// <param name="Full">The model.</param>
/// <param name="NoAttention">Without attention.</param>
/// <param name="NoIdentity">Without the electrodes' vectors.</param>
/// <param name="Perceptron">Multilayer perceptron on all features.</param>
/// <param name="Logistic">Logistic regression on all features.</param>
/// <param name="Uncorrected">The model on entropies without baseline.</param>
/// <param name="Untrained">Logistic regression on what the model's head would see before any training.</param>
/// <param name="ShuffledWindows">The model where labels are dealt to trials at random and windows are split at random, as published.</param>
/// <param name="GroupedTrials">The same labels, windows split by trial.</param>
/// <param name="Model">The trained model.</param>
/// <param name="History">Its training.</param>
/// <param name="Test">Features of the test windows.</param>
/// <param name="TestLabels">Their classes.</param>
/// <param name="Predicted">What the model says of them.</param>
public sealed record RbTransformerInteraction(
    double Full, double NoAttention, double NoIdentity, double Perceptron, double Logistic, double Uncorrected, double Untrained, double ShuffledWindows, double GroupedTrials,
    RbTransformerModel Model, TrainingHistory History, Tensor Test, int[] TestLabels, int[] Predicted)
{
    /// <summary>Trains and tests everything.</summary>
    internal static RbTransformerInteraction Run(RbTransformerModels models, RbTransformerExperiment experiment, long seed, IProgress<TrainingStep>? progress)
    {
        using var scope = NewDisposeScope();
        var random = new SeededRandom(seed);
        var (trials, baselines, classes, _) = experiment.Trials.Draw(experiment.Count, random);
        var (features, trialOf) = experiment.Features.Of(trials, baselines, experiment.Trials.SamplingRate);
        var (raw, _) = experiment.Features.Of(trials, null, experiment.Trials.SamplingRate);
        var labels = Array.ConvertAll(trialOf, t => classes[t]);
        string[] groups = Array.ConvertAll(trialOf, t => $"trial {t}");
        var split = GroupedSplit.StratifiedKFold(groups, labels, experiment.Folds, random.Split("folds"))[0].Trials;

        TrainingHistory? history = null;
        double Network(nn.Module<Tensor, Tensor> model, Tensor from, int[] targets, TrialSplit parts, RbTransformerExperiment? settings = null)
        {
            using var own = NewDisposeScope(); // of this thread
            var training = WindowClassifier.Train(model, Rows(from, parts.Train), [.. parts.Train.Select(i => targets[i])], settings ?? experiment, seed, model == models.Full ? progress : null);
            if (model == models.Full)
                history = training;
            return Accuracy([.. parts.Test.Select(i => targets[i])], WindowClassifier.Predict(model, Rows(from, parts.Test)));
        }

        // the first trials alone: the fewer there are, the better a network remembers them
        var few = Array.FindAll(trialOf, t => t < experiment.ProtocolCount);
        var order = random.Split("permuted").Permutation(Math.Min(experiment.ProtocolCount, classes.Length));
        var meaningless = Array.ConvertAll(few, t => classes[order[t]]);
        var windows = TrialSplit.StratifiedKFold(meaningless, experiment.Folds, random.Split("windows"))[0];
        var byTrial = GroupedSplit.StratifiedKFold(groups[..few.Length], meaningless, experiment.Folds, random.Split("permuted folds"))[0].Trials;
        var protocol = experiment with { Steps = experiment.ProtocolSteps, LearningRate = experiment.ProtocolRate };
        Func<double>[] networks =
        [
            () => Network(models.Full, features, labels, split), () => Network(models.NoAttention, features, labels, split), () => Network(models.NoIdentity, features, labels, split),
            () => Network(models.Perceptron, features, labels, split), () => Network(models.Uncorrected, raw, labels, split),
            () => Network(models.ShuffledWindows, features, meaningless, windows, protocol), () => Network(models.GroupedTrials, features, meaningless, byTrial, protocol),
        ];
        // three repetitions leave one of two processors idle for a third of the time; networks side by side do not. Dropout draws from torch's one generator.
        var scores = experiment.Model.Dropout > 0 ? Array.ConvertAll(networks, n => n()) : RepeatedRuns.Of(RepeatedRuns.Seeds(0, networks.Length), n => networks[n]());
        var test = Rows(features, split.Test).DetachFromDisposeScope();
        return new(
            scores[0], scores[1], scores[2], scores[3], Linear(features.flatten(1), labels, split), scores[4], Linear(Pooled(models.Untrained, features), labels, split), scores[5], scores[6],
            models.Full, history!, test, [.. split.Test.Select(i => labels[i])], WindowClassifier.Predict(models.Full, test));
    }

    /// <summary>Balanced accuracy.</summary>
    internal static double Accuracy(int[] truth, int[] predicted) => ConfusionMatrix.Of(truth, predicted).BalancedAccuracy;

    /// <summary>Some of the rows.</summary>
    internal static Tensor Rows(Tensor features, IEnumerable<int> rows) => features.index_select(0, tensor(rows.Select(r => (long)r).ToArray()));

    /// <summary>Balanced accuracy of logistic regression on standardised features.</summary>
    internal static double Linear(Tensor features, int[] labels, TrialSplit split)
    {
        var (training, test) = (Rows(features, split.Train).ToFeatures(), Rows(features, split.Test).ToFeatures());
        var scaler = StandardScaler.Fit(training);
        IClassifier classifier = new LogisticRegression { Cost = 0.1, Threads = 1 };
        var model = classifier.Fit(scaler.Transform(training), [.. split.Train.Select(i => labels[i])]);
        return Accuracy([.. split.Test.Select(i => labels[i])], model.Predict(scaler.Transform(test)));
    }

    private static Tensor Pooled(RbTransformerModel model, Tensor features)
    {
        using var _ = no_grad();
        model.eval();
        return model.Look(features).Pooled;
    }
}
