using Engram.Signals.Randomness;

namespace Engram.Rendering;

/// <summary>
/// Fruchterman and Reingold's layout: every pair repels with k²/d, every edge attracts with d²/k, a weak pull to the middle keeps
/// parts together that no edge joins; steps shrink linearly.
/// </summary>
internal static class ForceLayout
{
    private const double Gravity = 0.6;

    /// <summary>Places in the unit square.</summary>
    /// <exception cref="ArgumentException">An edge names a node that does not exist.</exception>
    public static (double X, double Y)[] Of(int count, IReadOnlyList<GraphEdge> edges, long seed)
    {
        if (edges.FirstOrDefault(e => e.From < 0 || e.To < 0 || e.From >= count || e.To >= count) is { } wrong)
            throw new ArgumentException($"Expected edges between the {count} nodes, got one from {wrong.From} to {wrong.To}.", nameof(edges));
        var random = new SeededRandom(seed);
        var (x, y) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
            (x[i], y[i]) = (random.NextDouble(), random.NextDouble());
        var k = Math.Sqrt(1.0 / Math.Max(1, count));
        var steps = count > 400 ? 120 : 300;
        var (dx, dy) = (new double[count], new double[count]);
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < count; i++)
                (dx[i], dy[i]) = (Gravity * (0.5 - x[i]), Gravity * (0.5 - y[i]));
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var (ux, uy) = (x[i] - x[j], y[i] - y[j]);
                    var push = k * k / Math.Max(1e-9, (ux * ux) + (uy * uy));
                    (dx[i], dy[i], dx[j], dy[j]) = (dx[i] + (ux * push), dy[i] + (uy * push), dx[j] - (ux * push), dy[j] - (uy * push));
                }
            }

            foreach (var edge in edges)
            {
                var (ux, uy) = (x[edge.From] - x[edge.To], y[edge.From] - y[edge.To]);
                var pull = Math.Sqrt((ux * ux) + (uy * uy)) / k;
                (dx[edge.From], dy[edge.From], dx[edge.To], dy[edge.To]) = (dx[edge.From] - (ux * pull), dy[edge.From] - (uy * pull), dx[edge.To] + (ux * pull), dy[edge.To] + (uy * pull));
            }

            var limit = 0.1 * (1 - ((double)step / steps));
            for (var i = 0; i < count; i++)
            {
                var length = Math.Sqrt((dx[i] * dx[i]) + (dy[i] * dy[i]));
                if (length > 0)
                    (x[i], y[i]) = (x[i] + (dx[i] / length * Math.Min(length, limit)), y[i] + (dy[i] / length * Math.Min(length, limit)));
            }
        }

        return Scale(x, y);
    }

    private static (double X, double Y)[] Scale(double[] x, double[] y)
    {
        var (spanX, spanY) = (Mark.Span(x), Mark.Span(y));
        var size = Math.Max(spanX.High - spanX.Low, spanY.High - spanY.Low);
        return [.. x.Select((v, i) => size > 0
            ? (0.5 + ((v - ((spanX.Low + spanX.High) / 2)) / size), 0.5 + ((y[i] - ((spanY.Low + spanY.High) / 2)) / size))
            : (0.5, 0.5))];
    }
}
