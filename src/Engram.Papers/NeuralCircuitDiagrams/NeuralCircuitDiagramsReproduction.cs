using Engram.Data;
using Engram.Papers.Ledger;
using TorchSharp;

namespace Engram.Papers.NeuralCircuitDiagrams;

/// <summary>Abbott 2024 by construction: diagrams as terms that compute, refuse what does not fit, are costed and form their backward map.</summary>
public sealed class NeuralCircuitDiagramsReproduction : IReproduction
{
    /// <inheritdoc/>
    public string Slug => "neural-circuit-diagrams";

    /// <inheritdoc/>
    public string Title => "Neural circuit diagrams (Abbott 2024)";

    /// <inheritdoc/>
    public string Notebook => "notebooks/representation/neural-circuit-diagrams.ipynb";

    /// <inheritdoc/>
    public string? DataSet => null;

    /// <inheritdoc/>
    public int DefaultSeeds => 3;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Engines => new Dictionary<string, string> { ["libtorch"] = torch.__version__ };

    /// <summary>Random terms against loops, types and autograd.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seeds">Repetitions.</param>
    public static TermStudy[] Terms(NeuralCircuitDiagramsConfig config, int seeds) => RepeatedRuns.Of(RepeatedRuns.Seeds(1, seeds), seed => TermStudy.Run(config, seed));

    /// <inheritdoc/>
    public ReproductionOutcome Run(ReproductionScale scale, int seeds, DataChoice data, Action<string> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        torch.set_num_threads(1); // the matrices are small, and one thread gives the same bits everywhere
        var config = NeuralCircuitDiagramsConfig.For(scale);
        progress("random terms");
        var results = new NeuralCircuitDiagramsResults(config, Terms(config, seeds));
        return new(config, RepeatedRuns.Seeds(1, seeds), results.Metrics(), results.Claims());
    }
}
