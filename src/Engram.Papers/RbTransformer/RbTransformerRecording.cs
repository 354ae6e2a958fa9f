using Engram.Data;
using Engram.Probes;
using Engram.Probes.Sampling;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.RbTransformer;

/// <summary>One repetition on a recording; each run tests in turn.</summary>
/// <param name="Full">Balanced accuracy of the model, over all windows.</param>
/// <param name="Logistic">Of logistic regression on all features, the mean over runs.</param>
public sealed record RbTransformerRecording(double Full, double Logistic)
{
    /// <summary>Trains and tests, with one model of its first weights for each run.</summary>
    internal static RbTransformerRecording Run(RbTransformerModel[] models, RbTransformerTrials recorded, RbTransformerExperiment experiment, long seed)
    {
        using var scope = NewDisposeScope();
        var splits = GroupedSplit.LeaveOneSubjectOut([.. recorded.Runs.Select(r => $"run {r}")]);
        var predicted = new int[recorded.Labels.Length];
        double linear = 0;
        for (var fold = 0; fold < splits.Length; fold++)
        {
            var split = splits[fold].Trials;
            var (features, labels) = new Smote().Balance(RbTransformerInteraction.Rows(recorded.Features, split.Train).flatten(1).ToFeatures(), [.. split.Train.Select(i => recorded.Labels[i])], new SeededRandom(seed).Split($"fold {fold}"));
            var balanced = features.ToTensor().to_type(float32).unflatten(1, [experiment.Model.Electrodes, experiment.Model.Bands]);
            WindowClassifier.Train(models[fold], balanced, labels, experiment, seed);
            var answers = WindowClassifier.Predict(models[fold], RbTransformerInteraction.Rows(recorded.Features, split.Test));
            for (var i = 0; i < answers.Length; i++)
                predicted[split.Test[i]] = answers[i];
            linear += RbTransformerInteraction.Linear(recorded.Features.flatten(1), recorded.Labels, split) / splits.Length;
        }

        return new(RbTransformerInteraction.Accuracy(recorded.Labels, predicted), linear);
    }
}
