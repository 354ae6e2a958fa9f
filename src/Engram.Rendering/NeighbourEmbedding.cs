using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;
using Engram.Signals.Randomness;

namespace Engram.Rendering;

/// <summary>
/// Exact t-SNE: pᵢⱼ from Gaussians whose widths give each point the asked perplexity, qᵢⱼ ∝ 1/(1 + ‖yᵢ − yⱼ‖²), gradient of
/// KL(P‖Q) by momentum with gains (van der Maaten and Hinton 2008, "Visualizing Data using t-SNE", JMLR 9). The forces on one point are
/// summed in one order, sixteen at a time in single precision, so that the layout does not depend on the number of threads.
/// </summary>
internal sealed class NeighbourEmbedding
{
    private const double Exaggeration = 12;
    private const double StartSize = 1e-4;
    private const double StartNoise = 0.01;
    private const int Lanes = 16;
    private const int PointsInPiece = 64; // what one core does at a time
    private const float FarAway = 1e15f; // where the lanes left over are put: no force comes from there

    private readonly int count;
    private readonly int stride; // points, rounded up to whole vectors
    private readonly float[] probabilities;
    private readonly double[] places; // [2 i] and [2 i + 1]
    private readonly float[] x;
    private readonly float[] y;
    private readonly double[] normalisers; // Σⱼ 1/(1 + ‖yᵢ − yⱼ‖²) of each i
    private readonly double[] attraction;
    private readonly double[] repulsion;

    public NeighbourEmbedding(IReadOnlyList<double[]> points, double perplexity, long seed)
    {
        count = points.Count;
        stride = (count + Lanes - 1) / Lanes * Lanes;
        if (!(perplexity >= 1) || 3 * perplexity > count - 1)
            throw new ArgumentException($"Expected a perplexity from 1 to a third of the {count} points, got {perplexity}.", nameof(perplexity));
        probabilities = NeighbourProbabilities.Joint(points, perplexity, stride);
        (x, y) = (new float[stride], new float[stride]);
        x.AsSpan(count).Fill(FarAway);
        (normalisers, attraction, repulsion) = (new double[count], new double[2 * count], new double[2 * count]);

        // from the principal components, made small: a random start leaves single points among strangers
        var random = new SeededRandom(seed);
        var start = Projections.PrincipalComponents(points);
        var deviation = Math.Sqrt(start.Average(p => p[0] * p[0]));
        places = new double[2 * count];
        for (var i = 0; i < places.Length; i++)
            places[i] = StartSize * ((deviation > 0 ? start[i / 2][i % 2] / deviation : 0) + (StartNoise * random.NextGaussian()));
    }

    /// <summary>pᵢⱼ.</summary>
    public double Probability(int i, int j) => probabilities[(i * stride) + j];

    public double[][] Run(int steps)
    {
        var (speed, gains, gradient, early) = (new double[places.Length], new double[places.Length], new double[places.Length], Math.Min(250, steps / 2));
        Array.Fill(gains, 1);
        var rate = Math.Max(50, count / Exaggeration / 4);
        for (var step = 0; step < steps; step++)
        {
            Gradient(places, step < early ? Exaggeration : 1, gradient);
            var momentum = step < early ? 0.5 : 0.8;
            for (var i = 0; i < places.Length; i++)
            {
                gains[i] = Math.Max(0.01, Math.Sign(gradient[i]) == Math.Sign(speed[i]) ? gains[i] * 0.8 : gains[i] + 0.2);
                speed[i] = (momentum * speed[i]) - (rate * gains[i] * gradient[i]);
                places[i] += speed[i];
            }

            Centre();
        }

        return [.. Enumerable.Range(0, count).Select(i => (double[])[places[2 * i], places[(2 * i) + 1]])];
    }

    /// <summary>KL(P‖Q) of a layout.</summary>
    public double Divergence(double[] layout)
    {
        var sum = Enumerable.Range(0, count).Sum(i => Enumerable.Range(0, count).Where(j => j != i).Sum(j => Similarity(layout, i, j)));
        var divergence = 0.0;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                var p = Probability(i, j);
                if (i != j && p > 0)
                    divergence += p * Math.Log(p * sum / Similarity(layout, i, j));
            }
        }

        return divergence;
    }

    /// <summary>∂KL/∂yᵢ = 4 Σⱼ (pᵢⱼ − qᵢⱼ)(yᵢ − yⱼ)/(1 + ‖yᵢ − yⱼ‖²).</summary>
    public void Gradient(double[] layout, double exaggeration, double[] gradient)
    {
        for (var i = 0; i < count; i++)
            (x[i], y[i]) = ((float)layout[2 * i], (float)layout[(2 * i) + 1]);
        ChannelGroups.For((count + PointsInPiece - 1) / PointsInPiece, 0, piece =>
        {
            for (var i = piece * PointsInPiece; i < Math.Min(count, (piece + 1) * PointsInPiece); i++)
                Forces(i);
        });
        double sum = 0;
        foreach (var normaliser in normalisers)
            sum += normaliser;
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] = 4 * ((exaggeration * attraction[i]) - (repulsion[i] / sum));
    }

    private void Centre()
    {
        for (var axis = 0; axis < 2; axis++)
        {
            double mean = 0;
            for (var i = axis; i < places.Length; i += 2)
                mean += places[i] / count;
            for (var i = axis; i < places.Length; i += 2)
                places[i] -= mean;
        }
    }

    // with s = 1/(1 + ‖yᵢ − yⱼ‖²): Σⱼ s, Σⱼ pᵢⱼ s (yᵢ − yⱼ) and Σⱼ s² (yᵢ − yⱼ)
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forces(int i)
    {
        var (xi, yi) = (Vector512.Create(x[i]), Vector512.Create(y[i]));
        var one = Vector512.Create(1f);
        Vector512<float> sum = default, pullX = default, pullY = default, pushX = default, pushY = default;
        ref var p = ref MemoryMarshal.GetReference(probabilities.AsSpan(i * stride, stride));
        ref var xs = ref MemoryMarshal.GetArrayDataReference(x);
        ref var ys = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint j = 0; j < (nuint)stride; j += Lanes)
        {
            var dx = xi - Vector512.LoadUnsafe(ref xs, j);
            var dy = yi - Vector512.LoadUnsafe(ref ys, j);
            var s = one / Vector512.FusedMultiplyAdd(dx, dx, Vector512.FusedMultiplyAdd(dy, dy, one));
            sum += s;
            var pull = s * Vector512.LoadUnsafe(ref p, j);
            pullX = Vector512.FusedMultiplyAdd(pull, dx, pullX);
            pullY = Vector512.FusedMultiplyAdd(pull, dy, pullY);
            var push = s * s;
            pushX = Vector512.FusedMultiplyAdd(push, dx, pushX);
            pushY = Vector512.FusedMultiplyAdd(push, dy, pushY);
        }

        normalisers[i] = Vector512.Sum(sum) - 1; // without the point itself
        (attraction[2 * i], attraction[(2 * i) + 1]) = (Vector512.Sum(pullX), Vector512.Sum(pullY));
        (repulsion[2 * i], repulsion[(2 * i) + 1]) = (Vector512.Sum(pushX), Vector512.Sum(pushY));
    }

    private static double Similarity(double[] layout, int i, int j)
    {
        var (dx, dy) = (layout[2 * i] - layout[2 * j], layout[(2 * i) + 1] - layout[(2 * j) + 1]);
        return 1 / (1 + (dx * dx) + (dy * dy));
    }
}
