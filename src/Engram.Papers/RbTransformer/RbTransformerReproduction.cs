using Engram.Data;
using Engram.Modeling.Training;
using Engram.Papers.Ledger;
using TorchSharp;

namespace Engram.Papers.RbTransformer;

/// <summary>The experiments on RBTransformer at small scale: a class that is an interaction of electrodes, the leak of the published split, and one real subject.</summary>
public sealed class RbTransformerReproduction : IReproduction
{
    private const long InteractionSeed = 100;
    private const long RecordedSeed = 200;

    /// <inheritdoc/>
    public string Slug => "rbtransformer";

    /// <inheritdoc/>
    public string Title => "RBTransformer (2025)";

    /// <inheritdoc/>
    public string Notebook => "notebooks/eeg/rbtransformer.ipynb";

    /// <inheritdoc/>
    public string DataSet => "eegmmidb-s001";

    /// <inheritdoc/>
    public int DefaultSeeds => 3;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Engines => new Dictionary<string, string> { ["libtorch"] = torch.__version__ };

    /// <summary>1 and 2. Simulated trials.</summary>
    /// <param name="experiment">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    /// <param name="progress">Hears of each training step of the first repetition's full model.</param>
    public static RbTransformerInteraction[] Interaction(RbTransformerExperiment experiment, int seeds, IProgress<TrainingStep>? progress = null)
    {
        var all = RepeatedRuns.Seeds(InteractionSeed, seeds);
        var models = all.ToDictionary(seed => seed, seed => RbTransformerModels.Make(experiment, seed));
        return Repeat(experiment, all, seed => RbTransformerInteraction.Run(models[seed], experiment, seed, seed == InteractionSeed ? progress : null));
    }

    /// <summary>3. A recording.</summary>
    /// <param name="experiment">Sizes.</param>
    /// <param name="seeds">Repetitions, of weights and batches.</param>
    /// <param name="recorded">Its windows.</param>
    public static RbTransformerRecording[] Recorded(RbTransformerExperiment experiment, int seeds, RbTransformerTrials recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        var all = RepeatedRuns.Seeds(RecordedSeed, seeds);
        var models = all.ToDictionary(seed => seed, seed => recorded.Runs.Distinct().Select(_ => RbTransformerModels.Model(experiment.Model, seed)).ToArray());
        return Repeat(experiment, all, seed => RbTransformerRecording.Run(models[seed], recorded, experiment with { Steps = experiment.RecordedSteps }, seed));
    }

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(progress);
        torch.set_num_threads(1); // the matrices are small, and one thread gives the same bits everywhere
        var experiment = RbTransformerExperiment.For(scale);
        progress("1, 2: simulated trials");
        var interaction = Interaction(experiment, seeds);
        RbTransformerRecording[]? recorded = null;
        if (data.IsReal)
        {
            progress("3: recording");
            recorded = Recorded(experiment, seeds, RbTransformerTrials.Load(data, experiment.RecordedFeatures));
        }

        var results = new RbTransformerResults(interaction, recorded);
        return new(experiment, RepeatedRuns.Seeds(InteractionSeed, seeds), results.Metrics(), results.Claims());
    }

    // dropout draws from torch's one generator, so that repetitions with it must not run side by side
    private static T[] Repeat<T>(RbTransformerExperiment experiment, long[] seeds, Func<long, T> run) =>
        experiment.Model.Dropout > 0 ? Array.ConvertAll(seeds, seed => run(seed)) : RepeatedRuns.Of(seeds, run);
}
