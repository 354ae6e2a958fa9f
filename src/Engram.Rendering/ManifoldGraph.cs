using System.Numerics.Tensors;
using Engram.Signals.Numerics;

namespace Engram.Rendering;

/// <summary>
/// UMAP's fuzzy graph: exp(−(d − ρᵢ)/σᵢ) to the k nearest neighbours of i, ρᵢ the distance of the nearest and σᵢ such that the sum is log₂ k;
/// then, of the two memberships a and b of a pair, a + b − ab.
/// </summary>
/// <param name="Points">Number of points.</param>
/// <param name="Edges">Pairs with a membership above 0, both ways, in order.</param>
internal sealed record ManifoldGraph(int Points, IReadOnlyList<(int From, int To, double Weight)> Edges)
{
    private const double SmallestShare = 1e-3; // σ of points with many neighbours at one place, as a share of the mean distance

    public static ManifoldGraph Of(IReadOnlyList<double[]> points, int k)
    {
        var directed = new (int Index, double Weight)[points.Count][];
        ChannelGroups.For(points.Count, 0, i =>
        {
            var (indices, distances) = Nearest(points, i, k);
            directed[i] = [.. indices.Zip(Memberships(distances))];
        });
        return new(points.Count, Union(directed));
    }

    /// <summary>The memberships of one point's neighbours.</summary>
    /// <param name="distances">Ascending; the point itself is not among them.</param>
    internal static double[] Memberships(double[] distances)
    {
        var nearest = Array.Find(distances, d => d > 0); // ρ; copies of the point do not make its neighbourhood
        var wanted = Math.Log2(distances.Length);
        var (sigma, low, high) = (1.0, 0.0, double.PositiveInfinity);
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var sum = distances.Sum(d => Math.Exp(-Math.Max(0, d - nearest) / sigma));
            if (Math.Abs(sum - wanted) < 1e-9)
                break;
            (low, high) = sum > wanted ? (low, sigma) : (sigma, high);
            sigma = double.IsFinite(high) ? (low + high) / 2 : 2 * sigma;
        }

        sigma = Math.Max(sigma, SmallestShare * distances.Average());
        return Array.ConvertAll(distances, d => d <= nearest ? 1 : Math.Exp((nearest - d) / sigma));
    }

    /// <summary>a + b − ab of each pair, both ways.</summary>
    /// <param name="directed">The neighbours of each point and their memberships.</param>
    internal static List<(int From, int To, double Weight)> Union((int Index, double Weight)[][] directed)
    {
        var pairs = new SortedDictionary<(int From, int To), double>();
        for (var i = 0; i < directed.Length; i++)
        {
            foreach (var (j, weight) in directed[i])
            {
                // the second of a pair finds what the first has left
                var a = pairs.GetValueOrDefault((i, j));
                pairs[(i, j)] = pairs[(j, i)] = a + weight - (a * weight);
            }
        }

        return [.. pairs.Where(p => p.Value > 0).Select(p => (p.Key.From, p.Key.To, p.Value))];
    }

    // the k nearest by insertion; of equals the one with the smaller index comes first
    private static (int[] Indices, double[] Distances) Nearest(IReadOnlyList<double[]> points, int from, int k)
    {
        var (indices, distances, count) = (new int[k], new double[k], 0);
        for (var j = 0; j < points.Count; j++)
        {
            if (j == from)
                continue;
            var distance = TensorPrimitives.Distance<double>(points[from], points[j]);
            if (count == k && distance >= distances[^1])
                continue;
            var at = count < k ? count++ : k - 1;
            for (; at > 0 && distances[at - 1] > distance; at--)
                (indices[at], distances[at]) = (indices[at - 1], distances[at - 1]);
            (indices[at], distances[at]) = (j, distance);
        }

        return (indices, distances);
    }
}
