using Engram.Data;
using Engram.Papers.Ledger;
using TorchSharp;

namespace Engram.Papers.Transcoders;

/// <summary>The experiments of Dunefsky, Chlenski and Nanda 2024 at small scale: planted layers, a model that compares numbers, a small trained language model.</summary>
public sealed class TranscodersReproduction : IReproduction
{
    private const long RecoverySeed = 10;
    private const long ConnectionsSeed = 20;
    private const long GreaterThanSeed = 30;

    /// <inheritdoc/>
    public string Slug => "transcoders";

    /// <inheritdoc/>
    public string Title => "Transcoders (Dunefsky, Chlenski and Nanda 2024)";

    /// <inheritdoc/>
    public string Notebook => "notebooks/interpretability/transcoders.ipynb";

    /// <inheritdoc/>
    public string DataSet => "stories260k";

    /// <inheritdoc/>
    public int DefaultSeeds => 3;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Engines => new Dictionary<string, string> { ["libtorch"] = torch.__version__ };

    /// <summary>1. Whether dictionaries find planted features.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    public static PlantedRecovery[] Recovery(TranscodersConfig config, int seeds) => RepeatedRuns.Of(RepeatedRuns.Seeds(RecoverySeed, seeds), seed => PlantedRecovery.Run(config, seed));

    /// <summary>2. Whether weights show planted connections.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    public static PlantedConnections[] Connections(TranscodersConfig config, int seeds) => RepeatedRuns.Of(RepeatedRuns.Seeds(ConnectionsSeed, seeds), seed => PlantedConnections.Run(config, seed));

    /// <summary>3. What few units keep of a model that compares numbers.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    public static GreaterThanResult[] GreaterThan(TranscodersConfig config, int seeds) => RepeatedRuns.Of(RepeatedRuns.Seeds(GreaterThanSeed, seeds * config.GreaterThanModels), seed => GreaterThanResult.Run(config, seed));

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(progress);
        torch.set_num_threads(1); // the matrices are small, and one thread gives the same bits everywhere
        var config = TranscodersConfig.For(scale);
        progress("1: planted features");
        var recovery = Recovery(config, seeds);
        progress("2: planted connections");
        var connections = Connections(config, seeds);
        progress("3: greater than");
        var greaterThan = GreaterThan(config, seeds);
        StoryModelResult? story = null;
        if (data.Folder is { } folder)
        {
            progress("4: stories260K");
            story = StoryModelResult.Run(StoryModelStudy.Load(folder, config.Stories, config.TestStories, config.StoryLength), config, seeds);
        }

        var results = new TranscodersResults(config, recovery, connections, greaterThan, story);
        return new(config, RepeatedRuns.Seeds(0, seeds), results.Metrics(), results.Claims());
    }
}
