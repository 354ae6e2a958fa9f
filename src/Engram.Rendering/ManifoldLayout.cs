using Engram.Signals.Randomness;

namespace Engram.Rendering;

/// <summary>
/// UMAP's layout of a fuzzy graph: stochastic descent on the cross-entropy between the graph's memberships and 1/(1 + a d^2b) in the plane.
/// An edge pulls its ends together as often as its weight says; each time its first end is pushed from a few points drawn at random.
/// </summary>
internal sealed class ManifoldLayout(ManifoldGraph graph, MembershipCurve curve)
{
    private const double StartSize = 10;
    private const double StartNoise = 1e-4;
    private const double LargestMove = 4; // of one coordinate, before the rate
    private const double Softening = 1e-3; // keeps the push finite where points meet
    private const int Pushes = 5; // for one pull

    private readonly double[] places = new double[2 * graph.Points];

    /// <summary>Lays the graph out.</summary>
    /// <param name="start">First places, [point][2]; their size does not matter.</param>
    /// <param name="epochs">Passes over the edges.</param>
    /// <param name="seed">Seed of the noise on the start and of the draws.</param>
    public double[][] Run(double[][] start, int epochs, long seed)
    {
        var random = new SeededRandom(seed);
        var largest = start.Max(p => Math.Max(Math.Abs(p[0]), Math.Abs(p[1])));
        for (var i = 0; i < places.Length; i++)
            places[i] = (largest > 0 ? StartSize * start[i / 2][i % 2] / largest : 0) + (StartNoise * random.NextGaussian());
        var heaviest = graph.Edges.Max(e => e.Weight);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var rate = 1 - ((double)epoch / epochs);
            foreach (var (from, to, weight) in graph.Edges)
            {
                // an edge's turns come evenly, as many in all as its share of the heaviest one
                var share = weight / heaviest;
                if (Math.Floor((epoch + 1) * share) == Math.Floor(epoch * share))
                    continue;
                Pull(from, to, rate);
                for (var push = 0; push < Pushes; push++)
                    Push(from, random.NextInt(graph.Points), rate);
            }
        }

        return [.. Enumerable.Range(0, graph.Points).Select(i => (double[])[places[2 * i], places[(2 * i) + 1]])];
    }

    // ∂ log(1/(1 + a d^2b)) = −2ab d^2(b−1) / (1 + a d^2b) (yᵢ − yⱼ), on both ends
    private void Pull(int i, int j, double rate)
    {
        var (dx, dy, square) = Difference(i, j);
        if (square == 0)
            return;
        var power = Math.Pow(square, curve.B);
        var force = -2 * curve.A * curve.B * power / (square * (1 + (curve.A * power)));
        var (moveX, moveY) = (rate * Clip(force * dx), rate * Clip(force * dy));
        places[2 * i] += moveX;
        places[(2 * i) + 1] += moveY;
        places[2 * j] -= moveX;
        places[(2 * j) + 1] -= moveY;
    }

    // ∂ log(1 − 1/(1 + a d^2b)) = 2b / ((ε + d²)(1 + a d^2b)) (yᵢ − yⱼ)
    private void Push(int i, int j, double rate)
    {
        var (dx, dy, square) = Difference(i, j);
        var force = 2 * curve.B / ((Softening + square) * (1 + (curve.A * Math.Pow(square, curve.B))));
        places[2 * i] += rate * Clip(force * dx);
        places[(2 * i) + 1] += rate * Clip(force * dy);
    }

    private (double X, double Y, double Square) Difference(int i, int j)
    {
        var (dx, dy) = (places[2 * i] - places[2 * j], places[(2 * i) + 1] - places[(2 * j) + 1]);
        return (dx, dy, (dx * dx) + (dy * dy));
    }

    private static double Clip(double move) => Math.Clamp(move, -LargestMove, LargestMove);
}
