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
        var centred = Matrix<double>.Build.Dense(points.Count, points[0].Length, (i, j) => points[i][j]);
        var mean = centred.ColumnSums() / points.Count;
        for (var i = 0; i < points.Count; i++)
            centred.SetRow(i, centred.Row(i) - mean);
        var decomposition = centred.Svd();
        var plane = new double[points.Count][];
        for (var i = 0; i < points.Count; i++)
            plane[i] = new double[2];
        for (var d = 0; d < Math.Min(2, decomposition.S.Count); d++)
        {
            var direction = decomposition.VT.Row(d);
            if (direction[direction.AbsoluteMaximumIndex()] < 0)
                direction = -direction;
            var scores = centred * direction;
            for (var i = 0; i < points.Count; i++)
                plane[i][d] = scores[i];
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

    private static void Require(IReadOnlyList<double[]> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count < 2 || points.Any(p => p.Length != points[0].Length || p.Length == 0 || !p.All(double.IsFinite)))
            throw new ArgumentException($"Expected at least two points of equal length with finite values, got {points.Count} points of lengths {string.Join(", ", points.Select(p => p.Length).Distinct())}.", nameof(points));
    }
}
