using Engram.Data;
using Engram.Modeling.Training;
using Engram.Papers.Ledger;
using TorchSharp;

namespace Engram.Papers.EcgJepa;

/// <summary>The experiment of Weimann and Conrad 2024 at small scale: simulated recordings whose statements are known, and real ones.</summary>
public sealed class EcgJepaReproduction : IReproduction
{
    /// <summary>The first repetition's seed.</summary>
    public const long FirstSeed = 510;

    /// <inheritdoc/>
    public string Slug => "ecg-jepa";

    /// <inheritdoc/>
    public string Title => "ECG-JEPA (Weimann and Conrad 2024)";

    /// <inheritdoc/>
    public string Notebook => "notebooks/ecg/ecg-jepa.ipynb";

    /// <inheritdoc/>
    public string DataSet => "cinc2021-12lead";

    /// <inheritdoc/>
    public int DefaultSeeds => 6;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Engines => new Dictionary<string, string> { ["libtorch"] = torch.__version__ };

    /// <summary>1. Pretraining, probes and rivals on simulated recordings.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    /// <param name="progress">Hears of every pretraining step of the first repetition.</param>
    public static EcgJepaResult[] Simulated(EcgJepaConfig config, int seeds, IProgress<TrainingStep>? progress = null)
    {
        var numbers = RepeatedRuns.Seeds(FirstSeed, seeds);
        var runs = numbers.ToDictionary(s => s, s => new EcgJepaRun(config, s));
        return RepeatedRuns.Of(numbers, s => runs[s].Run(s == FirstSeed ? progress : null));
    }

    /// <summary>3. Other pretrainings on the same recordings: the masked autoencoder for every repetition, the ablations for the first ones.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="runs">What 1 gave.</param>
    public static EcgJepaArm[] Arms(EcgJepaConfig config, IReadOnlyList<EcgJepaResult> runs)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(runs);
        string[] ablations = [EcgJepaArm.WithoutTeacher, EcgJepaArm.SinglePatches];
        var jobs = runs.SelectMany((run, i) => (i < config.AblationSeeds ? ablations : []).Append(EcgJepaArm.Autoencoder).Select(name => EcgJepaArm.Prepare(name, i, run.Trained, config, FirstSeed + i))).ToArray();
        return RepeatedRuns.Of(RepeatedRuns.Seeds(0, jobs.Length), job => jobs[job]());
    }

    /// <summary>2. Probes of the same encoders on real recordings.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="runs">What 1 gave.</param>
    /// <param name="real">Real recordings.</param>
    public static RealEcgResult[] Real(EcgJepaConfig config, IReadOnlyList<EcgJepaResult> runs, EcgSet real) =>
        [.. runs.Select((run, i) => RealEcgResult.Run(real, run.Trained, config, FirstSeed + i))];

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(progress);
        torch.set_num_threads(1); // the matrices are small, and one thread gives the same bits everywhere
        var config = EcgJepaConfig.For(scale);
        progress("1: simulated recordings");
        var runs = Simulated(config, seeds);
        RealEcgResult[]? real = null;
        if (data.IsReal)
        {
            progress("2: real recordings");
            real = Real(config, runs, RealEcgSet.Load(data));
        }

        progress("3: other pretrainings");
        var results = new EcgJepaResults(config, runs, real, Arms(config, runs));
        return new(config, RepeatedRuns.Seeds(FirstSeed, seeds), results.Metrics(), results.Claims());
    }
}
