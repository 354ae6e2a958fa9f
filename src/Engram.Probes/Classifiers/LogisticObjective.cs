using System.Numerics.Tensors;
using Engram.Probes.Numerics;

namespace Engram.Probes.Classifiers;

/// <summary>
/// F(W, b) = Σᵢ sᵢ ℓ(yᵢ, W xᵢ + b) + ‖W‖²/2C and its gradient in one pass over the samples. One output is the logistic loss
/// log(1 + exp(z)) - yz of the second class against the first, K outputs are the cross-entropy of the softmax. Pieces of samples are added in
/// their order, so the sum does not depend on the threads.
/// </summary>
internal sealed class LogisticObjective(FeatureMatrix features, int[] classIndex, double[] sampleWeights, int outputs, double cost, int threads)
{
    private const int Piece = 1024;

    // samples whose features stay in the first cache between the two products
    private readonly int block = Math.Clamp(4096 / features.Columns, 8, 128);
    private readonly int pieces = (features.Rows + Piece - 1) / Piece;
    private readonly double[] isSecond = outputs > 1 ? [] : Array.ConvertAll(classIndex, c => (double)c);
    private readonly double[] losses = new double[(features.Rows + Piece - 1) / Piece];
    private readonly double[] gradients = new double[(features.Rows + Piece - 1) / Piece * (features.Columns + 1) * outputs];

    /// <summary>Weights [output, feature], then one intercept an output.</summary>
    public int Size => (features.Columns + 1) * outputs;

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var parameters = point.ToArray();
        Work.For(pieces, threads, piece => losses[piece] = Add(piece, parameters));
        var weights = features.Columns * outputs;
        gradient.Clear();
        TensorPrimitives.Multiply(point[..weights], 1 / cost, gradient[..weights]);
        var value = TensorPrimitives.SumOfSquares(point[..weights]) / (2 * cost);
        for (var piece = 0; piece < pieces; piece++)
        {
            value += losses[piece];
            TensorPrimitives.Add(gradient, gradients.AsSpan(piece * Size, Size), gradient);
        }

        return value;
    }

    private double Add(int piece, double[] parameters)
    {
        var width = features.Columns;
        var gradient = gradients.AsSpan(piece * Size, Size);
        gradient.Clear();
        var z = new double[block * outputs];
        var scratch = new double[block];
        double loss = 0;
        var end = Math.Min(features.Rows, (piece + 1) * Piece);
        for (var start = piece * Piece; start < end; start += block)
        {
            var count = Math.Min(block, end - start);
            var rows = features.Values.Slice(start * width, count * width);
            for (var k = 0; k < outputs; k++)
                RowKernels.Project(rows, parameters.AsSpan(k * width, width), parameters[(width * outputs) + k], z.AsSpan(k), outputs);
            loss += outputs == 1 ? Binary(start, z.AsSpan(0, count), scratch.AsSpan(0, count)) : Softmax(start, z.AsSpan(0, count * outputs));
            for (var k = 0; k < outputs; k++)
            {
                RowKernels.Accumulate(rows, z.AsSpan(k), outputs, gradient.Slice(k * width, width));
                for (var i = 0; i < count; i++)
                    gradient[(width * outputs) + k] += z[(i * outputs) + k];
            }
        }

        return loss;
    }

    // Σ s (max(z, 0) - yz + log(1 + exp(-|z|))); z becomes s (σ(z) - y)
    private double Binary(int start, Span<double> z, Span<double> e)
    {
        var y = isSecond.AsSpan(start, z.Length);
        var s = sampleWeights.AsSpan(start, z.Length);
        TensorPrimitives.Abs(z, e);
        TensorPrimitives.Negate(e, e);
        TensorPrimitives.Exp(e, e);
        double loss = 0;
        for (var i = 0; i < z.Length; i++)
        {
            var against = Math.Max(z[i], 0) - (y[i] * z[i]);
            loss += s[i] * against;
            z[i] = s[i] * (((z[i] >= 0 ? 1 : e[i]) / (1 + e[i])) - y[i]);
        }

        TensorPrimitives.LogP1(e, e);
        return loss + TensorPrimitives.Dot<double>(s, e);
    }

    // z becomes s (softmax(z) - y)
    private double Softmax(int start, Span<double> z)
    {
        double loss = 0;
        for (var i = 0; i < z.Length / outputs; i++)
        {
            var row = z.Slice(i * outputs, outputs);
            var own = classIndex[start + i];
            var top = TensorPrimitives.Max<double>(row);
            var logit = row[own] - top;
            TensorPrimitives.Subtract(row, top, row);
            TensorPrimitives.Exp(row, row);
            var sum = TensorPrimitives.Sum<double>(row);
            var weight = sampleWeights[start + i];
            loss += weight * (Math.Log(sum) - logit);
            TensorPrimitives.Multiply(row, weight / sum, row);
            row[own] -= weight;
        }

        return loss;
    }
}
