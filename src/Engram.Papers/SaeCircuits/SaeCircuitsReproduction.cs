using Engram.Data;
using Engram.Papers.Ledger;
using TorchSharp;

namespace Engram.Papers.SaeCircuits;

/// <summary>The experiments of O'Neill and Bui 2024 at small scale: planted heads, linked heads, and a transformer with an induction circuit.</summary>
public sealed class SaeCircuitsReproduction : IReproduction
{
    private const long PlantedSeed = 40;
    private const long LinkedSeed = 400;
    private const long InductionSeed = 800;

    /// <inheritdoc/>
    public string Slug => "sae-circuits";

    /// <inheritdoc/>
    public string Title => "Circuits from sparse autoencoders (O'Neill and Bui 2024)";

    /// <inheritdoc/>
    public string Notebook => "notebooks/interpretability/sae-circuits.ipynb";

    /// <inheritdoc/>
    public string? DataSet => null;

    /// <inheritdoc/>
    public int DefaultSeeds => 3;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Engines => new Dictionary<string, string> { ["libtorch"] = torch.__version__ };

    /// <summary>1. Whether codes find planted heads.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    public static PlantedResult[] Planted(SaeCircuitsConfig config, int seeds) => RepeatedRuns.Of(RepeatedRuns.Seeds(PlantedSeed, seeds * config.Worlds), seed => PlantedResult.Run(config, seed));

    /// <summary>2. Whether pairs of codes find linked heads.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    public static LinkedResult[] Linked(SaeCircuitsConfig config, int seeds) => RepeatedRuns.Of(RepeatedRuns.Seeds(LinkedSeed, seeds * config.Worlds), seed => LinkedResult.Run(config, seed));

    /// <summary>3. Whether codes find the heads of a trained model.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    /// <param name="progress">Told each training step of the first repetition and its loss.</param>
    public static InductionResult[] Induction(SaeCircuitsConfig config, int seeds, Action<double>? progress = null) =>
        RepeatedRuns.Of(RepeatedRuns.Seeds(InductionSeed, seeds), seed => InductionResult.Run(config, seed, seed == InductionSeed ? progress : null));

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        torch.set_num_threads(1); // the matrices are small, and one thread gives the same bits everywhere
        var config = SaeCircuitsConfig.For(scale);
        progress("1: planted heads");
        var planted = Planted(config, seeds);
        progress("2: linked heads");
        var linked = Linked(config, seeds);
        progress("3: a trained model");
        var results = new SaeCircuitsResults(config, planted, linked, Induction(config, seeds));
        return new(config, RepeatedRuns.Seeds(0, seeds), results.Metrics(), results.Claims());
    }
}
