using Engram.Papers.AugmentedCovariance;
using Engram.Papers.EcgJepa;
using Engram.Papers.Fresh;
using Engram.Papers.Lipcot;
using Engram.Papers.NeuralCircuitDiagrams;
using Engram.Papers.NeuroRvq;
using Engram.Papers.RbTransformer;
using Engram.Papers.Reve;
using Engram.Papers.SaeCircuits;
using Engram.Papers.TfmTokenizer;
using Engram.Papers.Transcoders;
using Engram.Papers.WearEcg;

namespace Engram.Papers.Ledger;

/// <summary>All reproductions, by slug.</summary>
public static class Reproductions
{
    /// <summary>All, in the order of the ledger.</summary>
    public static IReadOnlyList<IReproduction> All { get; } =
    [
        new AugmentedCovarianceReproduction(),
        new LipcotReproduction(),
        new TfmTokenizerReproduction(),
        new NeuroRvqReproduction(),
        new RbTransformerReproduction(),
        new ReveReproduction(),
        new EcgJepaReproduction(),
        new WearEcgReproduction(),
        new TranscodersReproduction(),
        new SaeCircuitsReproduction(),
        new FreshReproduction(),
        new NeuralCircuitDiagramsReproduction(),
    ];

    /// <summary>One of them.</summary>
    /// <param name="slug">Its name.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IReproduction Find(string slug) => All.FirstOrDefault(r => r.Slug == slug)
        ?? throw new ArgumentException($"No paper '{slug}'. Known: {string.Join(", ", All.Select(r => r.Slug))}.", nameof(slug));
}
