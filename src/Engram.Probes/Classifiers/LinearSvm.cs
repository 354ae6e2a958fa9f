using System.Numerics.Tensors;

namespace Engram.Probes.Classifiers;

/// <summary>
/// Linear support vector machine with hinge loss, min ½‖w‖² + C Σ max(0, 1 - yᵢ w·xᵢ), solved by dual coordinate descent
/// (Hsieh et al. 2008) in a fixed order. Features are scaled by their common spread; the bias is one more feature.
/// </summary>
/// <param name="cost">C, above 0.</param>
public sealed class LinearSvm(double cost)
{
    private const int MaximumPasses = 2000;
    private const double Tolerance = 1e-6;

    private double[] weights = [];
    private double[] means = [];
    private double scale = 1;

    /// <summary>w of the scaled features; the last entry is the bias.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>Learns from labelled vectors.</summary>
    /// <param name="vectors">Vectors of one length.</param>
    /// <param name="labels">0 or 1 for each.</param>
    public void Fit(double[][] vectors, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var length = vectors[0].Length;
        means = new double[length];
        foreach (var vector in vectors)
            TensorPrimitives.MultiplyAdd<double>(vector, 1.0 / vectors.Length, means, means);
        var spread = vectors.Average(v => v.Zip(means).Sum(p => (p.First - p.Second) * (p.First - p.Second)));
        scale = spread > 0 ? Math.Sqrt(spread) : 1; // so that C means the same at every dimension
        var x = Array.ConvertAll(vectors, Scale);
        var norms = Array.ConvertAll(x, v => TensorPrimitives.SumOfSquares<double>(v));
        var alpha = new double[x.Length];
        weights = new double[length + 1];
        for (var pass = 0; pass < MaximumPasses; pass++)
        {
            double largest = 0;
            for (var i = 0; i < x.Length; i++)
            {
                var y = labels[i] == 1 ? 1 : -1;
                var gradient = (y * TensorPrimitives.Dot<double>(weights, x[i])) - 1;
                var next = Math.Clamp(alpha[i] - (gradient / norms[i]), 0, cost);
                var change = next - alpha[i];
                if (change == 0)
                    continue;
                largest = Math.Max(largest, Math.Abs(change));
                alpha[i] = next;
                TensorPrimitives.MultiplyAdd<double>(x[i], change * y, weights, weights);
            }

            if (largest < Tolerance * cost)
                break;
        }
    }

    /// <summary>w·x + b: above 0 means class 1.</summary>
    /// <param name="vector">A vector of the same length.</param>
    public double Score(double[] vector) => TensorPrimitives.Dot<double>(weights, Scale(vector));

    private double[] Scale(double[] vector)
    {
        var scaled = new double[vector.Length + 1];
        for (var i = 0; i < vector.Length; i++)
            scaled[i] = (vector[i] - means[i]) / scale;
        scaled[^1] = 1;
        return scaled;
    }
}
