using Engram.Signals.Randomness;

namespace Engram.Rendering;

/// <summary>
/// Exact t-SNE: pᵢⱼ from Gaussians whose widths give each point the asked perplexity, qᵢⱼ ∝ 1/(1 + ‖yᵢ − yⱼ‖²), gradient of
/// KL(P‖Q) by momentum with gains (van der Maaten and Hinton 2008, "Visualizing Data using t-SNE", JMLR 9).
/// </summary>
internal sealed class NeighbourEmbedding
{
    private const double Exaggeration = 12;
    private const double SmallestProbability = 1e-12;
    private const double LargestGap = 1e-5;
    private const double StartSize = 1e-4;
    private const double StartNoise = 0.01;

    private readonly int count;
    private readonly double[] places; // [2 i] and [2 i + 1]

    public NeighbourEmbedding(IReadOnlyList<double[]> points, double perplexity, long seed)
    {
        count = points.Count;
        if (!(perplexity >= 1) || 3 * perplexity > count - 1)
            throw new ArgumentException($"Expected a perplexity from 1 to a third of the {count} points, got {perplexity}.", nameof(perplexity));
        Probabilities = Joint(points, perplexity);

        // from the principal components, made small: a random start leaves single points among strangers
        var random = new SeededRandom(seed);
        var start = Projections.PrincipalComponents(points);
        var deviation = Math.Sqrt(start.Average(p => p[0] * p[0]));
        places = new double[2 * count];
        for (var i = 0; i < places.Length; i++)
            places[i] = StartSize * ((deviation > 0 ? start[i / 2][i % 2] / deviation : 0) + (StartNoise * random.NextGaussian()));
    }

    /// <summary>pᵢⱼ, [i · count + j].</summary>
    public double[] Probabilities { get; }

    public double[][] Run(int steps)
    {
        var (speed, gains, early) = (new double[places.Length], new double[places.Length], Math.Min(250, steps / 2));
        Array.Fill(gains, 1);
        var rate = Math.Max(50, count / Exaggeration / 4);
        for (var step = 0; step < steps; step++)
        {
            var gradient = Gradient(places, step < early ? Exaggeration : 1);
            var momentum = step < early ? 0.5 : 0.8;
            for (var i = 0; i < places.Length; i++)
            {
                gains[i] = Math.Max(0.01, Math.Sign(gradient[i]) == Math.Sign(speed[i]) ? gains[i] * 0.8 : gains[i] + 0.2);
                speed[i] = (momentum * speed[i]) - (rate * gains[i] * gradient[i]);
                places[i] += speed[i];
            }

            for (var axis = 0; axis < 2; axis++)
            {
                var mean = Enumerable.Range(0, count).Average(i => places[(2 * i) + axis]);
                for (var i = 0; i < count; i++)
                    places[(2 * i) + axis] -= mean;
            }
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
                var p = Probabilities[(i * count) + j];
                if (i != j && p > 0)
                    divergence += p * Math.Log(p * sum / Similarity(layout, i, j));
            }
        }

        return divergence;
    }

    /// <summary>∂KL/∂yᵢ = 4 Σⱼ (pᵢⱼ − qᵢⱼ)(yᵢ − yⱼ)/(1 + ‖yᵢ − yⱼ‖²).</summary>
    public double[] Gradient(double[] layout, double exaggeration)
    {
        var similarities = new double[count * count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                similarities[(i * count) + j] = Similarity(layout, i, j);
                sum += 2 * similarities[(i * count) + j];
            }
        }

        var gradient = new double[layout.Length];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var similarity = similarities[(i * count) + j];
                var force = 4 * ((exaggeration * Probabilities[(i * count) + j]) - (similarity / sum)) * similarity;
                for (var axis = 0; axis < 2; axis++)
                {
                    var pull = force * (layout[(2 * i) + axis] - layout[(2 * j) + axis]);
                    gradient[(2 * i) + axis] += pull;
                    gradient[(2 * j) + axis] -= pull;
                }
            }
        }

        return gradient;
    }

    private static double Similarity(double[] layout, int i, int j)
    {
        var (dx, dy) = (layout[2 * i] - layout[2 * j], layout[(2 * i) + 1] - layout[(2 * j) + 1]);
        return 1 / (1 + (dx * dx) + (dy * dy));
    }

    private static double[] Joint(IReadOnlyList<double[]> points, double perplexity)
    {
        var n = points.Count;
        var conditional = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            var squares = points.Select((p, j) => j == i ? double.PositiveInfinity : p.Zip(points[i], (a, b) => (a - b) * (a - b)).Sum()).ToArray();
            Row(squares, Math.Log(perplexity)).CopyTo(conditional, i * n);
        }

        // pᵢⱼ = (pⱼ|ᵢ + pᵢ|ⱼ) / 2n
        var joint = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                joint[(i * n) + j] = i == j ? 0 : Math.Max(SmallestProbability, (conditional[(i * n) + j] + conditional[(j * n) + i]) / (2 * n));
        }

        return joint;
    }

    // bisection of β = 1/2σ² until the entropy is that of the perplexity
    private static double[] Row(double[] squares, double entropy)
    {
        var nearest = squares.Min();
        var (beta, low, high) = (1.0, 0.0, double.PositiveInfinity);
        var row = new double[squares.Length];
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var (sum, weighted) = (0.0, 0.0);
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = double.IsFinite(squares[j]) ? Math.Exp(-beta * (squares[j] - nearest)) : 0;
                sum += row[j];
                weighted += row[j] == 0 ? 0 : row[j] * (squares[j] - nearest);
            }

            var gap = Math.Log(sum) + (beta * weighted / sum) - entropy;
            for (var j = 0; j < row.Length; j++)
                row[j] /= sum;
            if (Math.Abs(gap) < LargestGap)
                break;
            (low, high) = gap > 0 ? (beta, high) : (low, beta);
            beta = double.IsFinite(high) ? (low + high) / 2 : beta * 2;
        }

        return row;
    }
}
