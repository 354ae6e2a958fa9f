using Engram.Probes.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.SaeCircuits;

/// <summary>Areas under the ROC curve where only the agreement of two heads shows the class.</summary>
/// <param name="Pairs">Linked pairs among all pairs, by code pairs only in positives.</param>
/// <param name="PairsByNodes">Linked pairs among all pairs, by the sum of the two heads' own scores.</param>
/// <param name="Nodes">Linked heads among all heads, by codes only in positives.</param>
/// <param name="HeadsOfPairs">Linked heads among all heads, by the paper's list of heads unrolled from pairs.</param>
/// <param name="Scores">The pair scores, [head, head].</param>
public sealed record LinkedResult(double Pairs, double PairsByNodes, double Nodes, double HeadsOfPairs, double[,] Scores)
{
    /// <summary>Links heads and looks for the links.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Decides everything.</param>
    public static LinkedResult Run(SaeCircuitsConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var heads = PlantedHeads.WithLinks(config, generator);
        var scores = HeadScores.Of(heads.Positives, heads.Negatives, config, seed);
        var pairs = (from a in Enumerable.Range(0, config.Heads) from b in Enumerable.Range(a + 1, config.Heads - a - 1) select (a, b)).ToArray();
        var truth = Array.ConvertAll(pairs, p => p.b < config.CircuitHeads && p.a % 2 == 0 && p.b == p.a + 1 ? 1 : 0);
        return new(
            RocAuc.Of(Array.ConvertAll(pairs, p => scores.Pairs[p.a, p.b]), truth),
            RocAuc.Of(Array.ConvertAll(pairs, p => scores.Nodes[p.a] + scores.Nodes[p.b]), truth),
            RocAuc.Of(scores.Nodes, heads.Truth),
            RocAuc.Of(scores.OfPairs, heads.Truth),
            scores.Pairs);
    }
}
