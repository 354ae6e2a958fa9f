using System.Numerics.Tensors;

namespace Engram.Probes.Numerics;

/// <summary>L-BFGS (Nocedal 1980): the direction -Hg, with H built from the last m steps s and changes y of the gradient by the two-loop recursion.</summary>
internal static class LimitedMemoryBfgs
{
    private const int Memory = 10;

    /// <summary>Minimises from a start.</summary>
    /// <param name="objective">Smooth function.</param>
    /// <param name="start">Where to begin; it is not changed.</param>
    /// <param name="tolerance">Largest element of the gradient at which it ends.</param>
    /// <param name="iterations">Most steps.</param>
    public static Minimum Minimise(Objective objective, double[] start, double tolerance, int iterations)
    {
        var (point, gradient, direction) = ((double[])start.Clone(), new double[start.Length], new double[start.Length]);
        var value = objective(point, gradient);
        var search = new WolfeSearch(objective, start.Length);
        var pairs = new List<(double[] Step, double[] Change, double Curvature)>();
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            if (Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient)) <= tolerance)
                return new(point, value, iteration, true);
            Descend(gradient, pairs, direction);
            var slope = TensorPrimitives.Dot<double>(gradient, direction);
            var first = pairs.Count == 0 ? Math.Min(1, 1 / TensorPrimitives.Norm<double>(gradient)) : 1;
            if (!(slope < 0) || !search.Find(point, value, slope, direction, first))
            {
                // a gain of -slope/2 that the value cannot resolve any more is the end; otherwise start again from the gradient
                if (-slope <= 1e-13 * Math.Abs(value) || pairs.Count == 0)
                    return new(point, value, iteration, -slope <= 1e-13 * Math.Abs(value));
                pairs.Clear();
                continue;
            }

            var (oldPoint, oldGradient) = (point, gradient);
            search.Swap(ref point, ref gradient);
            value = search.Value;
            Remember(pairs, point, oldPoint, gradient, oldGradient);
        }

        return new(point, value, iterations, false);
    }

    private static void Remember(List<(double[] Step, double[] Change, double Curvature)> pairs, double[] point, double[] oldPoint, double[] gradient, double[] oldGradient)
    {
        var (step, change) = pairs.Count < Memory ? (new double[point.Length], new double[point.Length]) : (pairs[0].Step, pairs[0].Change);
        if (pairs.Count == Memory)
            pairs.RemoveAt(0);
        TensorPrimitives.Subtract(point, oldPoint, step);
        TensorPrimitives.Subtract(gradient, oldGradient, change);
        var curvature = TensorPrimitives.Dot<double>(step, change);
        if (curvature > 1e-300) // sᵀy > 0 keeps H positive definite
            pairs.Add((step, change, curvature));
    }

    // direction = -H g
    private static void Descend(double[] gradient, List<(double[] Step, double[] Change, double Curvature)> pairs, double[] direction)
    {
        TensorPrimitives.Negate(gradient, direction);
        Span<double> alpha = stackalloc double[Memory];
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            var (step, change, curvature) = pairs[i];
            alpha[i] = TensorPrimitives.Dot<double>(step, direction) / curvature;
            TensorPrimitives.MultiplyAdd(change, -alpha[i], direction, direction);
        }

        if (pairs.Count > 0)
            TensorPrimitives.Multiply(direction, pairs[^1].Curvature / TensorPrimitives.SumOfSquares<double>(pairs[^1].Change), direction);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (step, change, curvature) = pairs[i];
            var beta = TensorPrimitives.Dot<double>(change, direction) / curvature;
            TensorPrimitives.MultiplyAdd(step, alpha[i] - beta, direction, direction);
        }
    }
}
