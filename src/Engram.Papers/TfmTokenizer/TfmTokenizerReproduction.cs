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
    public string? DataSet => null;

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

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        torch.set_num_threads(1); // the matrices are small, and one thread gives the same bits everywhere
        var config = TfmTokenizerConfig.For(scale);
        progress("tokenizers and classes");
        var results = new TfmTokenizerResults(Motifs(config, seeds));
        return new(config, RepeatedRuns.Seeds(FirstSeed, seeds), results.Metrics(), results.Claims());
    }
}
