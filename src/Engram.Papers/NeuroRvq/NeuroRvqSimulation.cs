using Engram.Modeling.Tokenizers;
using Engram.Modeling.Training;
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
    /// <param name="models">First weights.</param>
    /// <param name="experiment">Sizes.</param>
    /// <param name="seed">Decides signals, batches and masks.</param>
    /// <param name="progress">Hears of each step of the full model's training.</param>
    internal static NeuroRvqSimulation Run(NeuroRvqModels models, NeuroRvqExperiment experiment, long seed, IProgress<TrainingStep>? progress)
    {
        var signals = NeuroRvqSignals.Simulated(experiment, seed);
        var runs = models.Tokenizers.ToDictionary(m => m.Key, m => NeuroRvqRun.Train(m.Value, signals.Training, signals.Test, signals.SamplingRate, experiment, seed, m.Key == NeuroRvqVariant.Full ? progress : null));
        var stages = NeuroRvqPretraining.Train(models.OnStages, runs[NeuroRvqVariant.Full].Tokenizer, signals.Training, experiment, seed);
        var single = NeuroRvqPretraining.Train(models.OnOneStage, runs[NeuroRvqVariant.SingleStage].Tokenizer, signals.Training, experiment, seed);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var order = new SeededRandom(seed).Split("shuffle").Permutation(experiment.ProbeTrials);
        var labels = signals.TrainingLabels[..experiment.ProbeTrials];
        double Probe(Func<Tensor, Tensor> features, int[] targets)
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
            Probe(stages.Model.call, labels),
            Probe(single.Model.call, labels),
            Probe(models.Untrained.call, labels),
            Probe(x => BandPower(x, signals.SamplingRate), labels),
            Probe(stages.Model.call, Array.ConvertAll(order, i => labels[i])));
    }

    // log of the power in each band and channel, [trial, channel · band]
    private static Tensor BandPower(Tensor signals, double samplingRate)
    {
        var tokenizer = new BandPowerTokenizer(new() { Window = (int)signals.shape[2], Step = (int)signals.shape[2], Segment = (int)samplingRate });
        return tokenizer.Encode(new(signals, samplingRate)).Features.flatten(1);
    }
}
