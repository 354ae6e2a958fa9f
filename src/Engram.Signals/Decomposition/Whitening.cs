using System.Numerics.Tensors;
using Engram.Signals.Covariance;
using Engram.Signals.Numerics;
using Engram.Signals.Riemannian;

namespace Engram.Signals.Decomposition;

/// <summary>Principal components of unit variance: z = K(x - mean), K = Λ^(-1/2)Vᵀ of the largest eigenvalues.</summary>
internal sealed record Whitening(double[] Mean, double[][] Matrix, double[][] Inverse)
{
    private const int Block = 2048; // samples that one core does at a time

    /// <summary>Fits and applies; a direction without variance cannot be whitened.</summary>
    public static (Whitening Whitening, double[][] Samples) Fit(double[][] samples, int components, int threads = 0)
    {
        var length = ChannelGroups.CheckedLength(samples, nameof(samples));
        var n = samples.Length;
        if (components < 1 || components > n)
            throw new ArgumentOutOfRangeException(nameof(components), $"Expected 1 to {n} components, got {components}.");
        if (length <= n)
            throw new ArgumentException($"Expected more samples than the {n} channels, got {length}.", nameof(samples));
        var (values, vectors) = SymmetricEigen.Decompose(CovarianceEstimator.Sample(samples, isUnbiased: false));
        var (matrix, inverse) = (new double[components][], new double[components][]);
        for (var k = 0; k < components; k++)
        {
            var column = n - 1 - k;
            if (!(values[column] > 1e-13 * values[^1]))
                throw new ArgumentException($"The channels span only {k} directions (average reference and interpolation each take one); ask for at most {k} components.", nameof(components));
            var root = Math.Sqrt(values[column]);
            matrix[k] = [.. Enumerable.Range(0, n).Select(i => vectors[(i * n) + column] / root)];
            inverse[k] = [.. Enumerable.Range(0, n).Select(i => vectors[(i * n) + column] * root)];
        }

        var mean = Array.ConvertAll(samples, row => TensorPrimitives.Sum<double>(row) / length);
        var whitening = new Whitening(mean, matrix, inverse);
        return (whitening, whitening.Apply(samples, matrix, threads));
    }

    /// <summary>rows (x - mean).</summary>
    public double[][] Apply(double[][] samples, double[][] rows, int threads = 0)
    {
        var length = samples[0].Length;
        var result = Array.ConvertAll(rows, _ => new double[length]);
        var offsets = Array.ConvertAll(rows, row => TensorPrimitives.Dot<double>(row, Mean));
        ChannelGroups.For((length + Block - 1) / Block, threads, block =>
        {
            var (start, count) = (block * Block, Math.Min(Block, length - (block * Block)));
            RowCombinations.Combine(rows, samples, start, count, result, start);
            for (var k = 0; k < rows.Length; k++)
            {
                var row = result[k].AsSpan(start, count);
                TensorPrimitives.Subtract(row, offsets[k], row);
            }
        });
        return result;
    }
}
