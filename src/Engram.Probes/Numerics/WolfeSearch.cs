using System.Numerics.Tensors;

namespace Engram.Probes.Numerics;

/// <summary>
/// A step t along a direction d with the strong Wolfe conditions f(x + td) ≤ f + c₁ t gᵀd and |g(x + td)ᵀd| ≤ c₂ |gᵀd|, found by a bracket
/// that cubic interpolation narrows. Where f no longer resolves the decrease, the slope decides (Hager and Zhang 2005).
/// </summary>
internal sealed class WolfeSearch(Objective objective, int size)
{
    private const double C1 = 1e-4;
    private const double C2 = 0.9;
    private const double Rounding = 1e-14;
    private const int MostSteps = 40;

    /// <summary>The point of the step last tried.</summary>
    public double[] Point { get; private set; } = new double[size];

    /// <summary>The gradient there.</summary>
    public double[] Gradient { get; private set; } = new double[size];

    /// <summary>The value there.</summary>
    public double Value { get; private set; }

    /// <summary>Whether a step was found; it is then the one last tried.</summary>
    public bool Find(double[] start, double value, double slope, double[] direction, double step)
    {
        var (low, lowValue, lowSlope) = (0.0, value, slope);
        var (high, highValue, highSlope) = (double.PositiveInfinity, 0.0, 0.0);
        for (var tried = 0; tried < MostSteps; tried++)
        {
            TensorPrimitives.MultiplyAdd(direction, step, start, Point);
            Value = objective(Point, Gradient);
            var here = TensorPrimitives.Dot<double>(Gradient, direction);
            if (double.IsFinite(Value) && Value <= value + (Rounding * Math.Abs(value)) && here >= C2 * slope && here <= ((2 * C1) - 1) * slope)
                return true;
            if (!(Value <= value + (C1 * step * slope)) || (low > 0 && Value >= lowValue))
                (high, highValue, highSlope) = (step, Value, here);
            else if (Math.Abs(here) <= -C2 * slope)
                return true;
            else if (here >= 0)
                (high, highValue, highSlope) = (step, Value, here);
            else
                (low, lowValue, lowSlope) = (step, Value, here);
            step = double.IsInfinity(high) ? 2 * step : Between(low, lowValue, lowSlope, high, highValue, highSlope);
            if (high - low <= 1e-16 * high)
                return false;
        }

        return false;
    }

    /// <summary>Hands over the point and the gradient, and takes other arrays to write to.</summary>
    public void Swap(ref double[] point, ref double[] gradient)
    {
        (Point, point) = (point, Point);
        (Gradient, gradient) = (gradient, Gradient);
    }

    // the minimum of the cubic through two values and slopes, kept off the ends
    private static double Between(double a, double fa, double ga, double b, double fb, double gb)
    {
        var width = b - a;
        var d1 = ga + gb - (3 * (fa - fb) / (a - b));
        var d2 = Math.Sqrt((d1 * d1) - (ga * gb));
        var t = b - (width * (gb + d2 - d1) / (gb - ga + (2 * d2)));
        return double.IsFinite(t) ? Math.Clamp(t, a + (0.1 * width), b - (0.1 * width)) : a + (0.5 * width);
    }
}
