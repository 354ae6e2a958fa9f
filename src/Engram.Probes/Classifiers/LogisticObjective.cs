using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Engram.Probes.Numerics;

namespace Engram.Probes.Classifiers;

/// <summary>
/// F(W, b) = Σᵢ sᵢ ℓ(yᵢ, W xᵢ + b) + ‖W‖²/2C and its gradient in one pass over the samples. One output is the logistic loss
/// log(1 + exp(-z)) of the second class against the first, K outputs are the cross-entropy of the softmax. Pieces of samples are added in
/// their order, so the sum does not depend on the threads.
/// </summary>
internal sealed class LogisticObjective(FeatureMatrix features, int[] classIndex, double[] sampleWeights, int outputs, double cost, int threads)
{
    private const int Piece = 1024;
    private const int Block = 32; // samples whose features stay in the first cache between the two products

    private readonly int pieces = (features.Rows + Piece - 1) / Piece;
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
        var gradient = gradients.AsSpan(piece * Size, Size);
        gradient.Clear();
        var z = new double[Block * outputs];
        var scratch = new double[Block];
        double loss = 0;
        var end = Math.Min(features.Rows, (piece + 1) * Piece);
        for (var start = piece * Piece; start < end; start += Block)
        {
            var count = Math.Min(Block, end - start);
            Product(start, count, parameters, z);
            loss += outputs == 1 ? Binary(start, z.AsSpan(0, count), scratch.AsSpan(0, count)) : Softmax(start, z.AsSpan(0, count * outputs));
            AddGradient(start, count, z, gradient);
        }

        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Product(int start, int count, double[] parameters, double[] z)
    {
        var width = features.Columns;
        for (var i = 0; i < count; i++)
        {
            var row = features.Row(start + i);
            for (var k = 0; k < outputs; k++)
                z[(i * outputs) + k] = TensorPrimitives.Dot(row, parameters.AsSpan(k * width, width)) + parameters[(width * outputs) + k];
        }
    }

    // z becomes s (σ(z) - y)
    private double Binary(int start, Span<double> z, Span<double> small)
    {
        TensorPrimitives.Abs(z, small);
        TensorPrimitives.Negate(small, small);
        TensorPrimitives.Exp(small, small); // e = exp(-|z|)
        double loss = 0;
        for (var i = 0; i < z.Length; i++)
        {
            var (weight, isSecond, e) = (sampleWeights[start + i], classIndex[start + i] == 1, small[i]);
            var against = isSecond ? -z[i] : z[i];
            loss += weight * (Math.Max(against, 0) + (e < 1e-5 ? e - (e * e / 2) : Math.Log(1 + e)));
            var probability = (z[i] >= 0 ? 1 : e) / (1 + e);
            z[i] = weight * (isSecond ? -(z[i] >= 0 ? e : 1) / (1 + e) : probability);
        }

        return loss;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddGradient(int start, int count, double[] residuals, Span<double> gradient)
    {
        var width = features.Columns;
        for (var k = 0; k < outputs; k++)
        {
            var target = gradient.Slice(k * width, width);
            for (var i = 0; i < count; i++)
            {
                var residual = residuals[(i * outputs) + k];
                TensorPrimitives.MultiplyAdd(features.Row(start + i), residual, target, target);
                gradient[(width * outputs) + k] += residual;
            }
        }
    }
}
