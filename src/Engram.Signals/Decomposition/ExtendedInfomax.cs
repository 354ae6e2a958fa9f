using System.Numerics.Tensors;
using Engram.Signals.Randomness;

namespace Engram.Signals.Decomposition;

/// <summary>
/// Extended Infomax (Lee, Girolami and Sejnowski 1999): natural-gradient steps W ← W + η(I - K tanh(u)uᵀ - uuᵀ)W on whitened blocks,
/// u = Wz; K holds +1 for super-Gaussian and -1 for sub-Gaussian components, by the sign of E[sech²(u)]E[u²] - E[u tanh(u)].
/// </summary>
public sealed record ExtendedInfomax
{
    /// <summary>Number of components; null for one a channel.</summary>
    public int? Components { get; init; }

    /// <summary>First η; null for 0.01/log(n² + 1), a usual choice.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Factor on η after a round whose step turns by more than 60 degrees from the one before.</summary>
    public double Annealing { get; init; } = 0.9;

    /// <summary>Squared change of W in a round at which the iteration ends.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Most passes over the samples.</summary>
    public int MaximumIterations { get; init; } = 300;

    /// <summary>Finds the components.</summary>
    /// <param name="samples">[channel][time].</param>
    /// <param name="random">Order of the samples.</param>
    /// <exception cref="ArithmeticException">The weights grow without bound: the learning rate is too large.</exception>
    public IndependentComponents Fit(double[][] samples, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(random);
        var (whitening, z) = Whitening.Fit(samples, Components ?? samples.Length);
        var (n, length) = (z.Length, z[0].Length);
        var block = Math.Max(n + 1, (int)Math.Sqrt(length / 3.0));
        var rate = LearningRate ?? 0.01 / Math.Log((n * n) + 1);
        var w = Identity(n);
        var signs = Enumerable.Repeat(1.0, n).ToArray();
        double[]? lastStep = null;
        for (var round = 1; round <= MaximumIterations; round++)
        {
            var before = Flat(w);
            var order = random.Permutation(length);
            for (var start = 0; start + block <= length; start += block)
                w = Step(w, Pick(z, order, start, block), signs, rate);
            UpdateSigns(w, z, signs);
            var step = Flat(w);
            if (!step.All(double.IsFinite) || TensorPrimitives.MaxMagnitude<double>(step) > 1e8)
                throw new ArithmeticException($"The weights grow without bound at a learning rate of {rate}; start with a smaller one.");
            TensorPrimitives.Subtract(step, before, step);
            var change = TensorPrimitives.SumOfSquares<double>(step);
            if (change < Tolerance)
                return new(whitening, w, round, true);
            if (lastStep is not null && TensorPrimitives.CosineSimilarity<double>(step, lastStep) < 0.5)
                rate *= Annealing;
            lastStep = step;
        }

        return new(whitening, w, MaximumIterations, false);
    }

    private static double[][] Step(double[][] w, double[][] piece, double[] signs, double rate)
    {
        var (n, count) = (w.Length, piece[0].Length);
        var u = Product(w, piece);
        var gradient = new double[n][];
        var tanh = new double[count];
        for (var k = 0; k < n; k++)
        {
            TensorPrimitives.Tanh<double>(u[k], tanh);
            TensorPrimitives.MultiplyAdd<double>(tanh, signs[k], u[k], tanh); // K tanh(u) + u
            gradient[k] = new double[n];
            for (var j = 0; j < n; j++)
                gradient[k][j] = (k == j ? rate : 0) - (rate / count * TensorPrimitives.Dot<double>(tanh, u[j]));
        }

        var change = Product(gradient, w);
        for (var k = 0; k < n; k++)
            TensorPrimitives.Add(change[k], w[k], change[k]);
        return change;
    }

    private static void UpdateSigns(double[][] w, double[][] z, double[] signs)
    {
        var u = Product(w, z);
        for (var k = 0; k < u.Length; k++)
        {
            var (sech, square, product) = (0.0, 0.0, 0.0);
            foreach (var value in u[k])
            {
                var tanh = Math.Tanh(value);
                sech += 1 - (tanh * tanh);
                square += value * value;
                product += value * tanh;
            }

            signs[k] = (sech * square / u[k].Length) - product >= 0 ? 1 : -1;
        }
    }

    private static double[][] Pick(double[][] z, int[] order, int start, int count)
    {
        var piece = Array.ConvertAll(z, _ => new double[count]);
        for (var i = 0; i < z.Length; i++)
        {
            for (var t = 0; t < count; t++)
                piece[i][t] = z[i][order[start + t]];
        }

        return piece;
    }

    private static double[][] Product(double[][] a, double[][] b) => Array.ConvertAll(a, row =>
    {
        var result = new double[b[0].Length];
        for (var i = 0; i < row.Length; i++)
            TensorPrimitives.MultiplyAdd<double>(b[i], row[i], result, result);
        return result;
    });

    private static double[][] Identity(int n) => [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray())];

    private static double[] Flat(double[][] rows) => [.. rows.SelectMany(r => r)];
}
