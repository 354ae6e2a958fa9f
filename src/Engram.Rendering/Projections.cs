using System.Numerics.Tensors;
using Engram.Signals.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Engram.Rendering;

/// <summary>Ways from many dimensions to a plane.</summary>
public static class Projections
{
    /// <summary>The two directions of largest variance; signs are such that the largest coefficient of each direction is positive.</summary>
    /// <param name="points">[point][feature].</param>
    /// <returns>[point][2].</returns>
    /// <exception cref="ArgumentException">Fewer than two points, or points of different lengths.</exception>
    public static double[][] PrincipalComponents(IReadOnlyList<double[]> points)
    {
        Require(points);
        var (n, width) = (points.Count, points[0].Length);
        var centred = Array.ConvertAll([.. points], p => (double[])p.Clone());
        for (var j = 0; j < width; j++)
        {
            var mean = points.Average(p => p[j]);
            foreach (var row in centred)
                row[j] -= mean;
        }

        var plane = Array.ConvertAll(centred, _ => new double[2]);
        foreach (var (direction, d) in Directions(centred).Select((v, d) => (v, d)))
        {
            var sign = Math.Sign(direction[TensorPrimitives.IndexOfMaxMagnitude<double>(direction)]);
            for (var i = 0; i < n; i++)
                plane[i][d] = sign * TensorPrimitives.Dot<double>(centred[i], direction);
        }

        return plane;
    }

    /// <summary>t-distributed stochastic neighbour embedding, exact (van der Maaten and Hinton 2008); distances between far clusters mean nothing.</summary>
    /// <param name="points">[point][feature]; up to a few thousand points.</param>
    /// <param name="perplexity">About how many neighbours count; below a third of the points.</param>
    /// <param name="steps">Steps of gradient descent.</param>
    /// <param name="seed">Start of the layout; the same seed gives the same bits.</param>
    /// <returns>[point][2].</returns>
    /// <exception cref="ArgumentException">Fewer than four points, points of different lengths, or a perplexity that does not fit them.</exception>
    public static double[][] TSne(IReadOnlyList<double[]> points, double perplexity = 30, int steps = 1000, long seed = 1)
    {
        Require(points);
        return new NeighbourEmbedding(points, perplexity, seed).Run(steps);
    }

    /// <summary>
    /// Uniform manifold approximation and projection (McInnes, Healy and Melville 2018): the fuzzy graph of each point's nearest neighbours,
    /// laid out by attraction along its edges and repulsion from points drawn at random; see <see cref="ManifoldGraph"/>. Distances between far
    /// clusters mean little.
    /// </summary>
    /// <param name="points">[point][feature]; up to some ten thousand points.</param>
    /// <param name="neighbours">k, how many neighbours of a point count: 2 to one less than the points. More show the large shape, fewer the small one.</param>
    /// <param name="minimumDistance">How close points may come in the plane, 0 to 1 (the spread).</param>
    /// <param name="epochs">Passes over the graph; null for 500, or 200 above 10,000 points.</param>
    /// <param name="seed">Start of the layout and its draws; the same seed gives the same bits.</param>
    /// <returns>[point][2].</returns>
    /// <exception cref="ArgumentException">Fewer than four points, points of different lengths, or a setting out of its range.</exception>
    public static double[][] Umap(IReadOnlyList<double[]> points, int neighbours = 15, double minimumDistance = 0.1, int? epochs = null, long seed = 1)
    {
        Require(points);
        if (neighbours < 2 || neighbours >= points.Count)
            throw new ArgumentException($"Expected 2 to {points.Count - 1} neighbours (one less than the points), got {neighbours}.", nameof(neighbours));
        if (!(minimumDistance >= 0 && minimumDistance <= 1))
            throw new ArgumentException($"Expected a minimum distance from 0 to 1, got {minimumDistance}.", nameof(minimumDistance));
        if (epochs is < 1)
            throw new ArgumentException($"Expected at least one epoch, got {epochs}.", nameof(epochs));
        return new ManifoldLayout(ManifoldGraph.Of(points, neighbours), MembershipCurve.Fit(minimumDistance)).Run(PrincipalComponents(points), epochs ?? (points.Count > 10_000 ? 200 : 500), seed);
    }

    /// <summary>
    /// How far the neighbours in the plane are neighbours in the space too (Venna and Kaski 2001): 1 − 2/(n k (2n − 3k − 1)) Σᵢ Σⱼ (r(i, j) − k)
    /// over the j among the k nearest of i in the plane but not in the space, r their rank there. 1 is best.
    /// </summary>
    /// <param name="points">[point][feature].</param>
    /// <param name="plane">[point][coordinate], as many points.</param>
    /// <param name="neighbours">k, 1 to less than half the points.</param>
    /// <exception cref="ArgumentException">The points do not fit, or k is out of its range.</exception>
    public static double Trustworthiness(IReadOnlyList<double[]> points, IReadOnlyList<double[]> plane, int neighbours = 5)
    {
        Require(points);
        Require(plane);
        var n = points.Count;
        if (plane.Count != n)
            throw new ArgumentException($"Expected a place for each of the {n} points, got {plane.Count}.", nameof(plane));
        if (neighbours < 1 || 2 * neighbours >= n)
            throw new ArgumentException($"Expected 1 to less than {n / 2.0} neighbours (half the points), got {neighbours}.", nameof(neighbours));
        var penalties = new double[n];
        ChannelGroups.For(n, 0, i =>
        {
            var ranks = new int[n];
            foreach (var (j, rank) in Distances(points, i).Order.Select((j, rank) => (j, rank)))
                ranks[j] = rank; // the point itself has rank 0
            penalties[i] = Distances(plane, i).Order.Skip(1).Take(neighbours).Sum(j => Math.Max(0, ranks[j] - neighbours));
        });
        return 1 - (2.0 / ((double)n * neighbours * ((2 * n) - (3 * neighbours) - 1)) * penalties.Sum());
    }

    /// <summary>The points in order of their distance from one of them, which comes first; of equals the one with the smaller index.</summary>
    internal static (int[] Order, double[] Sorted) Distances(IReadOnlyList<double[]> points, int from)
    {
        var (order, distances) = (new int[points.Count], new double[points.Count]);
        for (var j = 0; j < order.Length; j++)
            (order[j], distances[j]) = (j, j == from ? -1 : TensorPrimitives.Distance<double>(points[from], points[j]));
        var keys = Array.ConvertAll(order, j => (distances[j], j));
        Array.Sort(keys, order);
        return (order, Array.ConvertAll(order, j => Math.Max(0, distances[j])));
    }

    // the first two unit eigenvectors of XᵀX, by way of XXᵀ where that is the smaller matrix
    private static IEnumerable<double[]> Directions(double[][] centred)
    {
        var (n, width) = (centred.Length, centred[0].Length);
        var rows = width <= n ? [.. Enumerable.Range(0, width).Select(j => Array.ConvertAll(centred, r => r[j]))] : centred;
        var products = Matrix<double>.Build.Dense(rows.Length, rows.Length, (i, j) => TensorPrimitives.Dot<double>(rows[i], rows[j]));
        var vectors = products.Evd(Symmetricity.Symmetric).EigenVectors;
        for (var d = 1; d <= Math.Min(2, rows.Length); d++)
        {
            var vector = vectors.Column(rows.Length - d).AsArray();
            if (width > n)
            {
                var direction = new double[width];
                for (var i = 0; i < n; i++)
                    TensorPrimitives.MultiplyAdd(centred[i], vector[i], direction, direction);
                var norm = TensorPrimitives.Norm<double>(direction);
                vector = Array.ConvertAll(direction, v => norm > 0 ? v / norm : 0);
            }

            yield return vector;
        }
    }

    private static void Require(IReadOnlyList<double[]> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count < 2 || points.Any(p => p.Length != points[0].Length || p.Length == 0 || !p.All(double.IsFinite)))
            throw new ArgumentException($"Expected at least two points of equal length with finite values, got {points.Count} points of lengths {string.Join(", ", points.Select(p => p.Length).Distinct())}.", nameof(points));
    }
}
