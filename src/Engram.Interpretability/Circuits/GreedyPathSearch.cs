using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Interpretability.Circuits;

/// <summary>
/// Follows the largest contributions backwards from a root vector, level by level, and merges the paths into one graph with summed
/// edges. What a level leaves out is kept as its pruning error, so that the kept contributions of the first level, its pruning
/// error and nothing else make up the root's value.
/// </summary>
public sealed record GreedyPathSearch
{
    /// <summary>Levels to follow back.</summary>
    public int Levels { get; init; } = 3;

    /// <summary>Contributions kept below each node.</summary>
    public int PerNode { get; init; } = 4;

    /// <summary>Paths kept at each level.</summary>
    public int Paths { get; init; } = 8;

    /// <summary>Whether attention to the first token may be followed; it is mostly a resting place.</summary>
    public bool IncludesFirstToken { get; init; }

    /// <summary>The graph below a root.</summary>
    /// <param name="attribution">Splits values into contributions.</param>
    /// <param name="root">The vector whose value is explained, [dim].</param>
    /// <param name="layer">Layer before which it lies; the number of layers for the final residual stream.</param>
    /// <param name="position">Token position.</param>
    /// <returns>The edges, strongest first, and the root's value that the first level left out.</returns>
    public (IReadOnlyList<CircuitEdge> Edges, double Kept, double Pruned) Find(DirectAttribution attribution, Tensor root, int layer, int position)
    {
        ArgumentNullException.ThrowIfNull(attribution);
        var start = new AttributionNode(AttributionKind.Root, layer, 0, position);
        var frontier = new List<(AttributionNode Node, Tensor Vector, int Layer, bool After, int Position)> { (start, root, layer, false, position) };
        var edges = new Dictionary<(AttributionNode, AttributionNode), double>();
        double kept = 0, pruned = 0;
        for (var level = 0; level < Levels && frontier.Count > 0; level++)
        {
            var found = new List<(Contribution Contribution, AttributionNode To)>();
            foreach (var (node, vector, at, after, place) in frontier)
            {
                var all = attribution.Split(vector, at, after, place);
                var best = all.Where(c => c.Node.Kind != AttributionKind.Head || IncludesFirstToken || c.Node.Position > 0)
                    .OrderByDescending(c => Math.Abs(c.Value)).Take(PerNode).ToList();
                if (level == 0)
                    (kept, pruned) = (best.Sum(c => c.Value), all.Sum(c => c.Value) - best.Sum(c => c.Value));
                found.AddRange(best.Select(c => (c, node)));
                foreach (var rest in all.Except(best))
                    rest.Next?.Dispose();
            }

            frontier.Clear();
            foreach (var (contribution, to) in found.OrderByDescending(f => Math.Abs(f.Contribution.Value)).Take(level == 0 ? int.MaxValue : Paths))
            {
                edges[(contribution.Node, to)] = edges.GetValueOrDefault((contribution.Node, to)) + contribution.Value;
                if (contribution.Next is { } next)
                    frontier.Add((contribution.Node, next, contribution.NextLayer, contribution.IsNextAfterAttention, contribution.NextPosition));
            }
        }

        return ([.. edges.Select(e => new CircuitEdge(e.Key.Item1, e.Key.Item2, e.Value)).OrderByDescending(e => Math.Abs(e.Weight))], kept, pruned);
    }
}
