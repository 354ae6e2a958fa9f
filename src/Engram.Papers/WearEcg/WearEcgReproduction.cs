using Engram.Data;
using Engram.Modeling.Training;
using Engram.Papers.EcgJepa;
using Engram.Papers.Ledger;
using TorchSharp;

namespace Engram.Papers.WearEcg;

/// <summary>The experiment of WearECG (2025) at small scale: simulated hearts that are no dipole, and real recordings.</summary>
public sealed class WearEcgReproduction : IReproduction
{
    /// <summary>The first repetition's seed.</summary>
    public const long FirstSeed = 710;

    /// <inheritdoc/>
    public string Slug => "wearecg";

    /// <inheritdoc/>
    public string Title => "WearECG (2025)";

    /// <inheritdoc/>
    public string Notebook => "notebooks/ecg/wearecg.ipynb";

    /// <inheritdoc/>
    public string DataSet => "cinc2021-12lead";

    /// <inheritdoc/>
    public int DefaultSeeds => 6;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Engines => new Dictionary<string, string> { ["libtorch"] = torch.__version__ };

    /// <summary>1. Autoencoders, baselines and classifiers on simulated windows.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    /// <param name="progress">Hears of every step of the first repetition's autoencoder.</param>
    public static WearEcgResult[] Simulated(WearEcgConfig config, int seeds, IProgress<TrainingStep>? progress = null)
    {
        var numbers = RepeatedRuns.Seeds(FirstSeed, seeds);
        var runs = numbers.ToDictionary(s => s, s => new WearEcgRun(config, s));
        return RepeatedRuns.Of(numbers, s => runs[s].Run(s == FirstSeed ? progress : null));
    }

    /// <summary>2. The autoencoders on real windows, beside a ridge that learned from other patients.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="runs">What 1 gave.</param>
    /// <param name="real">Real recordings, one a patient.</param>
    public static RealLeadResult[] Real(WearEcgConfig config, IReadOnlyList<WearEcgResult> runs, EcgSet real) =>
        [.. runs.Select((run, i) => RealLeadResult.Run(real, run, config, FirstSeed + i))];

    /// <summary>3. Other autoencoders on the windows of the first repetitions.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="runs">What 1 gave.</param>
    public static WearEcgArm[] Arms(WearEcgConfig config, IReadOnlyList<WearEcgResult> runs)
    {
        ArgumentNullException.ThrowIfNull(config);
        var jobs = runs.Take(config.ArmSeeds).SelectMany((run, i) => WearEcgArm.Names.Select(name => WearEcgArm.Prepare(name, i, run, config, FirstSeed + i))).ToArray();
        return RepeatedRuns.Of(RepeatedRuns.Seeds(0, jobs.Length), job => jobs[job]());
    }

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(progress);
        torch.set_num_threads(1); // the matrices are small, and one thread gives the same bits everywhere
        var config = WearEcgConfig.For(scale);
        progress("1: simulated windows");
        var runs = Simulated(config, seeds);
        RealLeadResult[]? real = null;
        if (data.IsReal)
        {
            progress("2: real windows");
            real = Real(config, runs, RealEcgSet.Load(data));
        }

        progress("3: other autoencoders");
        var results = new WearEcgResults(config, runs, real, Arms(config, runs));
        return new(config, RepeatedRuns.Seeds(FirstSeed, seeds), results.Metrics(), results.Claims());
    }
}
