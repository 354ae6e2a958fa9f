using Engram.Data;
using Engram.Papers.Ledger;
using TorchSharp;

namespace Engram.Papers.Lipcot;

/// <summary>The experiments of Anjum 2024 at small scale: states with known truth, and the paper's own token sentences.</summary>
public sealed class LipcotReproduction : IReproduction
{
    private const long StateSeed = 1200;
    private const long PdSeed = 1300;

    /// <inheritdoc/>
    public string Slug => "lipcot";

    /// <inheritdoc/>
    public string Title => "LiPCoT (Anjum 2024)";

    /// <inheritdoc/>
    public string Notebook => "notebooks/eeg/lipcot.ipynb";

    /// <inheritdoc/>
    public string DataSet => "lipcot-pd-tokens";

    /// <inheritdoc/>
    public int DefaultSeeds => 4;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Engines => new Dictionary<string, string> { ["libtorch"] = torch.__version__ };

    /// <summary>1. Simulated states: what the tokens recover, and what a language model makes of them.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    /// <param name="progress">Told each pretraining step of the first repetition and its loss.</param>
    public static StateResult[] States(LipcotConfig config, int seeds, Action<int, double>? progress = null) =>
        RepeatedRuns.Of(RepeatedRuns.Seeds(StateSeed, seeds), seed => StateResult.Run(config, seed, seed == StateSeed ? progress : null));

    /// <summary>2. The paper's token sentences: what pretraining adds.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="data">The sentences.</param>
    /// <param name="seeds">Repetitions.</param>
    /// <param name="progress">Told each pretraining step of the first repetition and its loss.</param>
    public static PdTokenResult[] Parkinson(LipcotConfig config, PdTokens data, int seeds, Action<int, double>? progress = null) =>
        RepeatedRuns.Of(RepeatedRuns.Seeds(PdSeed, seeds), seed => PdTokenResult.Run(config, data, seed, seed == PdSeed ? progress : null));

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(progress);
        torch.set_num_threads(1); // the matrices are small, and one thread gives the same bits everywhere
        var config = LipcotConfig.For(scale);
        progress("1: simulated states");
        var states = States(config, seeds);
        PdTokenResult[]? patients = null;
        double? bag = null;
        if (data.IsReal)
        {
            progress("2: the paper's token sentences");
            var sentences = PdTokens.Load(data);
            (patients, bag) = (Parkinson(config, sentences, seeds), PdTokenResult.BagOfTokens(sentences));
        }

        var results = new LipcotResults(states, patients, bag);
        return new(config, RepeatedRuns.Seeds(StateSeed, seeds), results.Metrics(), results.Claims());
    }
}
