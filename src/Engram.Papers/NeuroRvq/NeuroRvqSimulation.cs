using Engram.Modeling.Tokenizers;
using Engram.Modeling.Training;
using Engram.Papers.Ledger;
using Engram.Probes;
using Engram.Probes.Classifiers;
using Engram.Probes.Metrics;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.NeuroRvq;

/// <summary>One repetition on simulated trials: all variants of the tokenizer, and two foundation models that learnt their codes.</summary>
/// <param name="Runs">The tokenizers.</param>
/// <param name="OnStages">The foundation model that learnt the codes of all stages.</param>
/// <param name="OnOneStage">The one that learnt those of a single stage.</param>
/// <param name="ProbeStages">Balanced accuracy of telling which rhythm is strong, from the first one's features.</param>
/// <param name="ProbeOneStage">From the second one's.</param>
/// <param name="ProbeRandom">From those of a model that was not trained.</param>
/// <param name="ProbeBandPower">From log band power alone.</param>
/// <param name="ProbeShuffled">From the first one's, with the training labels shuffled.</param>
public sealed record NeuroRvqSimulation(
    IReadOnlyDictionary<NeuroRvqVariant, NeuroRvqRun> Runs, NeuroRvqPretraining OnStages, NeuroRvqPretraining OnOneStage,
    double ProbeStages, double ProbeOneStage, double ProbeRandom, double ProbeBandPower, double ProbeShuffled)
{
    /// <summary>Trains and tests everything.</summary>
    /// <param name="experiment">Sizes.</param>
    /// <param name="seeds">One a repetition; each decides signals, batches and masks.</param>
    /// <param name="progress">Hears of each step of the full model's training in the first repetition.</param>
    internal static NeuroRvqSimulation[] Run(NeuroRvqExperiment experiment, long[] seeds, IProgress<TrainingStep>? progress)
    {
        var models = Array.ConvertAll(seeds, seed => NeuroRvqModels.Make(experiment, seed));
        var signals = RepeatedRuns.Of(seeds, seed => NeuroRvqSignals.Simulated(experiment, seed));
        var repetitions = Enumerable.Range(0, seeds.Length).ToArray();
        var variants = Enum.GetValues<NeuroRvqVariant>();
        (NeuroRvqVariant Variant, int Repetition)[] arms = [.. variants.SelectMany(v => repetitions.Select(i => (v, i)))];
        var runs = RepeatedRuns.Of(arms, arm =>
        {
            var (own, isWatched) = (signals[arm.Repetition], arm is { Variant: NeuroRvqVariant.Full, Repetition: 0 });
            return NeuroRvqRun.Train(models[arm.Repetition].Tokenizers[arm.Variant], own.Training, own.Test, own.SamplingRate, experiment, seeds[arm.Repetition], isWatched ? progress : null);
        });
        NeuroRvqPretraining Pretrain(int i, NeuroRvqFoundation model, NeuroRvqVariant teacher) =>
            NeuroRvqPretraining.Train(model, models[i].Tokenizers[teacher], signals[i].Training, experiment, seeds[i]);
        (int Repetition, bool IsOnStages)[] lessons = [.. repetitions.SelectMany(i => new[] { (i, true), (i, false) })];
        var pretrained = RepeatedRuns.Of(lessons, arm => arm.IsOnStages
            ? Pretrain(arm.Repetition, models[arm.Repetition].OnStages, NeuroRvqVariant.Full)
            : Pretrain(arm.Repetition, models[arm.Repetition].OnOneStage, NeuroRvqVariant.SingleStage));
        return RepeatedRuns.Of(repetitions, i => Probe(
            variants.ToDictionary(v => v, v => runs[((int)v * seeds.Length) + i]), pretrained[2 * i], pretrained[(2 * i) + 1], models[i].Untrained, signals[i], experiment, seeds[i]));
    }

    private static NeuroRvqSimulation Probe(
        IReadOnlyDictionary<NeuroRvqVariant, NeuroRvqRun> runs, NeuroRvqPretraining stages, NeuroRvqPretraining single, NeuroRvqFoundation untrained, NeuroRvqSignals signals, NeuroRvqExperiment experiment, long seed)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var order = new SeededRandom(seed).Split("shuffle").Permutation(experiment.ProbeTrials);
        var labels = signals.TrainingLabels[..experiment.ProbeTrials];
        double Score(Func<Tensor, Tensor> features, int[] targets)
        {
            var (training, test) = (features(signals.Training.narrow(0, 0, experiment.ProbeTrials)).ToFeatures(), features(signals.Test).ToFeatures());
            var scaler = StandardScaler.Fit(training);
            IClassifier classifier = new LogisticRegression { Cost = 0.1, Threads = 1 };
            return ConfusionMatrix.Of(signals.TestLabels, classifier.Fit(scaler.Transform(training), targets).Predict(scaler.Transform(test))).BalancedAccuracy;
        }

        return new(
            runs,
            stages,
            single,
            Score(stages.Model.call, labels),
            Score(single.Model.call, labels),
            Score(untrained.call, labels),
            Score(x => BandPower(x, signals.SamplingRate), labels),
            Score(stages.Model.call, Array.ConvertAll(order, i => labels[i])));
    }

    // log of the power in each band and channel, [trial, channel · band]
    private static Tensor BandPower(Tensor signals, double samplingRate)
    {
        var tokenizer = new BandPowerTokenizer(new() { Window = (int)signals.shape[2], Step = (int)signals.shape[2], Segment = (int)samplingRate });
        return tokenizer.Encode(new(signals, samplingRate)).Features.flatten(1);
    }
}
