using System.Numerics.Tensors;
using Engram.Signals.Numerics;

namespace Engram.Rendering;

/// <summary>
/// The pᵢⱼ of t-SNE: pⱼ|ᵢ ∝ exp(−βᵢ‖xᵢ − xⱼ‖²), βᵢ such that the distribution has the asked perplexity, pᵢⱼ = (pⱼ|ᵢ + pᵢ|ⱼ)/2n.
/// </summary>
internal static class NeighbourProbabilities
{
    private const double SmallestProbability = 1e-12;
    private const double LargestGap = 1e-5;

    /// <summary>[i · stride + j]; zero where j is i or beyond the points.</summary>
    /// <param name="points">[point][feature].</param>
    /// <param name="perplexity">Perplexity of each pⱼ|ᵢ.</param>
    /// <param name="stride">Numbers of a row, at least one a point.</param>
    public static float[] Joint(IReadOnlyList<double[]> points, double perplexity, int stride)
    {
        var n = points.Count;
        var conditional = new float[n * stride];
        ChannelGroups.For(n, 0, i =>
        {
            var squares = new double[n];
            for (var j = 0; j < n; j++)
            {
                var distance = TensorPrimitives.Distance<double>(points[i], points[j]);
                squares[j] = j == i ? double.PositiveInfinity : distance * distance;
            }

            Conditional(squares, Math.Log(perplexity), conditional.AsSpan(i * stride, n));
        });
        var joint = new float[conditional.Length];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                joint[(i * stride) + j] = i == j ? 0 : (float)Math.Max(SmallestProbability, ((double)conditional[(i * stride) + j] + conditional[(j * stride) + i]) / (2 * n));
        }

        return joint;
    }

    // bisection of β = 1/2σ² until the entropy is that of the perplexity
    private static void Conditional(double[] squares, double entropy, Span<float> probabilities)
    {
        TensorPrimitives.Subtract(squares, TensorPrimitives.Min<double>(squares), squares);
        var (weights, shifted) = (new double[squares.Length], squares);
        var finite = Array.ConvertAll(shifted, s => double.IsFinite(s) ? s : 0); // the point itself has weight 0
        var (beta, low, high, sum) = (1.0, 0.0, double.PositiveInfinity, 0.0);
        for (var attempt = 0; attempt < 200; attempt++)
        {
            TensorPrimitives.Multiply(shifted, -beta, weights);
            TensorPrimitives.Exp<double>(weights, weights);
            sum = TensorPrimitives.Sum<double>(weights);
            var gap = Math.Log(sum) + (beta * TensorPrimitives.Dot<double>(weights, finite) / sum) - entropy;
            if (Math.Abs(gap) < LargestGap)
                break;
            (low, high) = gap > 0 ? (beta, high) : (low, beta);
            beta = double.IsFinite(high) ? (low + high) / 2 : beta * 2;
        }

        for (var j = 0; j < weights.Length; j++)
            probabilities[j] = (float)(weights[j] / sum);
    }
}
