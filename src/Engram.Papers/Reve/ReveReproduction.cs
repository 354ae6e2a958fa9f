using Engram.Data;
using Engram.Papers.Ledger;
using TorchSharp;

namespace Engram.Papers.Reve;

/// <summary>The experiment of El Ouahidi et al. 2025 at small scale: one simulated brain through a montage seen in training and through another, and real EEG.</summary>
public sealed class ReveReproduction : IReproduction
{
    private const long FirstSeed = 110;

    /// <inheritdoc/>
    public string Slug => "reve";

    /// <inheritdoc/>
    public string Title => "REVE: EEG for any setup (El Ouahidi et al. 2025)";

    /// <inheritdoc/>
    public string Notebook => "notebooks/eeg/reve.ipynb";

    /// <inheritdoc/>
    public string DataSet => "eegmmidb-s001";

    /// <inheritdoc/>
    public int DefaultSeeds => 3;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Engines => new Dictionary<string, string> { ["libtorch"] = torch.__version__ };

    /// <summary>The models that are pretrained and compared.</summary>
    /// <param name="config">Sizes.</param>
    public static IReadOnlyList<(string Name, ReveConfig Config)> Variants(ReveStudyConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return
        [
            ("4D Fourier", config.Model), ("index", config.Model with { Code = SpatialCode.Index }), ("no place", config.Model with { Code = SpatialCode.None }),
            ("no second loss", config.Model with { GlobalWeight = 0 }),
        ];
    }

    /// <summary>The recordings of each repetition.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    public static ReveWorld[] Worlds(ReveStudyConfig config, int seeds) => RepeatedRuns.Of(RepeatedRuns.Seeds(FirstSeed, seeds), seed => ReveWorld.Draw(config, seed));

    /// <summary>Pretrains all variants on simulated EEG and probes them.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="worlds">Recordings, one for each repetition.</param>
    /// <param name="progress">Told each step of the first model and its loss.</param>
    public static ReveRun[] Simulated(ReveStudyConfig config, ReveWorld[] worlds, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(worlds);
        var variants = Variants(config);
        var models = RepeatedRuns.Of(RepeatedRuns.Seeds(0, worlds.Length * variants.Count), i =>
        {
            var (world, variant) = ((int)i / variants.Count, (int)i % variants.Count);
            var model = Pretraining.New(variants[variant].Config, FirstSeed + world);
            Pretraining.Run(model, worlds[world].Pretraining, config, FirstSeed + world, i == 0 ? progress : null);
            return model;
        });
        return RepeatedRuns.Of(RepeatedRuns.Seeds(0, worlds.Length), i => ReveRun.Of([.. models.Skip((int)i * variants.Count).Take(variants.Count)], worlds[i], config, FirstSeed + i));
    }

    /// <summary>Pretrains on runs 3 and 4 of a real recording and predicts masked patches of run 6.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    /// <param name="data">Where the recording is.</param>
    public static (double Error, double Nearest)[] Recorded(ReveStudyConfig config, int seeds, DataChoice data)
    {
        var (training, test) = (MotorRecording.Load(data, config, 3, 4), MotorRecording.Load(data, config, 6));
        return RepeatedRuns.Of(RepeatedRuns.Seeds(FirstSeed, seeds), seed =>
        {
            using var model = Pretraining.New(config.Model, seed);
            Pretraining.Run(model, training, config, seed);
            return Pretraining.MaskedError(model, test, seed);
        });
    }

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(progress);
        torch.set_num_threads(1); // the matrices are small, and one thread gives the same bits everywhere
        var config = ReveStudyConfig.For(scale);
        progress("1: simulated EEG");
        var runs = Simulated(config, Worlds(config, seeds));
        (double, double)[]? recorded = null;
        if (data.IsReal)
        {
            progress("2: recording");
            recorded = Recorded(config, seeds, data);
        }

        var results = new ReveResults(config, runs, recorded);
        return new(config, RepeatedRuns.Seeds(FirstSeed, seeds), results.Metrics(), results.Claims());
    }
}
