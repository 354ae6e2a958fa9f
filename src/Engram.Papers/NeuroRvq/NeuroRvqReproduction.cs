using Engram.Data;
using Engram.Modeling.Training;
using Engram.Papers.Ledger;
using TorchSharp;

namespace Engram.Papers.NeuroRvq;

/// <summary>The experiments of Barmpas et al. 2025 at small scale: variants of the tokenizer on simulated rhythms, pretraining on their codes, and one real subject.</summary>
public sealed class NeuroRvqReproduction : IReproduction
{
    private const long SimulatedSeed = 3300;
    private const long RecordedSeed = 3400;

    /// <inheritdoc/>
    public string Slug => "neurorvq";

    /// <inheritdoc/>
    public string Title => "NeuroRVQ (Barmpas et al. 2025)";

    /// <inheritdoc/>
    public string Notebook => "notebooks/eeg/neurorvq.ipynb";

    /// <inheritdoc/>
    public string DataSet => "eegmmidb-s001";

    /// <inheritdoc/>
    public int DefaultSeeds => 3;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Engines => new Dictionary<string, string> { ["libtorch"] = torch.__version__ };

    /// <summary>1. All variants on simulated trials, and what their codes teach.</summary>
    /// <param name="experiment">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    /// <param name="progress">Hears of each training step of the first repetition's full model.</param>
    public static NeuroRvqSimulation[] Simulated(NeuroRvqExperiment experiment, int seeds, IProgress<TrainingStep>? progress = null) =>
        NeuroRvqSimulation.Run(experiment, RepeatedRuns.Seeds(SimulatedSeed, seeds), progress);

    /// <summary>2. The model and its one-stage variant on a recording.</summary>
    /// <param name="experiment">Sizes.</param>
    /// <param name="seeds">Repetitions, of weights and batches.</param>
    /// <param name="signals">The recording's trials.</param>
    public static NeuroRvqRecording[] Recorded(NeuroRvqExperiment experiment, int seeds, NeuroRvqSignals signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        var all = RepeatedRuns.Seeds(RecordedSeed, seeds);
        NeuroRvqVariant[] variants = [NeuroRvqVariant.Full, NeuroRvqVariant.SingleStage];
        var models = all.ToDictionary(seed => seed, seed => Array.ConvertAll(variants, v => NeuroRvqModels.Tokenizer(experiment, v, seed)));
        return RepeatedRuns.Of(all, seed =>
        {
            var runs = Array.ConvertAll(models[seed], m => NeuroRvqRun.Train(m, signals.Training, signals.Test, signals.SamplingRate, experiment, seed));
            return new NeuroRvqRecording(runs[0], runs[1]);
        });
    }

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(progress);
        torch.set_num_threads(1); // the matrices are small, and one thread gives the same bits everywhere
        var experiment = NeuroRvqExperiment.For(scale);
        progress("1: simulated trials");
        var simulated = Simulated(experiment, seeds);
        NeuroRvqRecording[]? recorded = null;
        if (data.IsReal)
        {
            progress("2: recording");
            recorded = Recorded(experiment, seeds, NeuroRvqSignals.Recorded(data, experiment));
        }

        var results = new NeuroRvqResults(experiment, simulated, recorded);
        return new(experiment, RepeatedRuns.Seeds(SimulatedSeed, seeds), results.Metrics(), results.Claims());
    }
}
