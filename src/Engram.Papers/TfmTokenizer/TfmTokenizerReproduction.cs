using Engram.Data;
using Engram.Papers.Ledger;
using TorchSharp;

namespace Engram.Papers.TfmTokenizer;

/// <summary>The experiments of Pradeepkumar et al. 2025 at small scale, on trials whose motifs are known.</summary>
public sealed class TfmTokenizerReproduction : IReproduction
{
    private const long FirstSeed = 1400;

    /// <inheritdoc/>
    public string Slug => "tfm-tokenizer";

    /// <inheritdoc/>
    public string Title => "TFM-Tokenizer (Pradeepkumar et al. 2025)";

    /// <inheritdoc/>
    public string Notebook => "notebooks/eeg/tfm-tokenizer.ipynb";

    /// <inheritdoc/>
    public string DataSet => "eegmmidb-s001";

    /// <inheritdoc/>
    public int DefaultSeeds => 3;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Engines => new Dictionary<string, string> { ["libtorch"] = torch.__version__ };

    /// <summary>All methods on fresh trials for each seed.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    /// <param name="progress">Told each step of the first repetition's masked pretraining and its loss.</param>
    public static MotifResult[] Motifs(TfmTokenizerConfig config, int seeds, Action<int, double>? progress = null) =>
        RepeatedRuns.Of(RepeatedRuns.Seeds(FirstSeed, seeds), seed => MotifResult.Run(config, seed, seed == FirstSeed ? progress : null));

    /// <summary>Tokenizers of runs 3 and 4 of a real recording, tested on run 6.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    /// <param name="data">Where the recording is.</param>
    public static MotifRecording[] Recorded(TfmTokenizerConfig config, int seeds, DataChoice data)
    {
        var (training, test) = (MotifRecording.Load(data, config, 3, 4), MotifRecording.Load(data, config, 6));
        return RepeatedRuns.Of(RepeatedRuns.Seeds(FirstSeed, seeds), seed => MotifRecording.Run(config, training, test, seed));
    }

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(progress);
        torch.set_num_threads(1); // the matrices are small, and one thread gives the same bits everywhere
        var config = TfmTokenizerConfig.For(scale);
        progress("1: tokenizers and classes of simulated trials");
        var runs = Motifs(config, seeds);
        if (data.IsReal)
            progress("2: tokenizers of a real recording");
        var results = new TfmTokenizerResults(runs, data.IsReal ? Recorded(config, seeds, data) : null);
        return new(config, RepeatedRuns.Seeds(FirstSeed, seeds), results.Metrics(), results.Claims());
    }
}
