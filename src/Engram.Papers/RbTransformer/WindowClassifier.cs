using Engram.Modeling.Objectives;
using Engram.Modeling.Training;
using Engram.Modeling.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.RbTransformer;

/// <summary>Trains a model on windows, as the paper does: AdamW with weight decay 1e-3, half a cosine down to 1e-6, label smoothing 0.12, the last weights.</summary>
public static class WindowClassifier
{
    private const double LabelSmoothing = 0.12;

    /// <summary>Trains a model.</summary>
    /// <param name="model">With its first weights; from features to logits.</param>
    /// <param name="features">[window, electrode, band].</param>
    /// <param name="labels">Class of each.</param>
    /// <param name="experiment">Steps, batch and rate.</param>
    /// <param name="seed">Seed of the batches.</param>
    /// <param name="progress">Hears of each step.</param>
    public static TrainingHistory Train(nn.Module<Tensor, Tensor> model, Tensor features, IReadOnlyList<int> labels, RbTransformerExperiment experiment, long seed, IProgress<TrainingStep>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(experiment);
        using var targets = tensor(labels.Select(l => (long)l).ToArray());
        using var optimizer = optim.AdamW(model.parameters(), experiment.LearningRate, weight_decay: 1e-3);
        var settings = new TrainerConfig { Steps = experiment.Steps, BatchSize = experiment.Batch, Seed = seed, LearningRate = new CosineSchedule(experiment.LearningRate, experiment.Steps, End: 1e-6) };
        return new Trainer(model, optimizer, settings, labels.Count).Run(context =>
        {
            var some = tensor(Array.ConvertAll(context.Samples, s => (long)s));
            var logits = model.call(features.index_select(0, some));
            return new(new LossTerm("cross_entropy", nn.functional.cross_entropy(logits, targets.index_select(0, some), label_smoothing: LabelSmoothing)));
        }, progress: progress).History;
    }

    /// <summary>The class of windows.</summary>
    /// <param name="model">A trained model.</param>
    /// <param name="features">[window, electrode, band].</param>
    public static int[] Predict(nn.Module<Tensor, Tensor> model, Tensor features)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return Array.ConvertAll(model.call(features).argmax(-1).data<long>().ToArray(), c => (int)c);
    }
}
