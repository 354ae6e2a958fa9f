using System.Numerics.Tensors;
using Engram.Signals.Covariance;
using Engram.Signals.Riemannian;

namespace Engram.Signals.Decomposition;

/// <summary>Principal components of unit variance: z = K(x - mean), K = Λ^(-1/2)Vᵀ of the largest eigenvalues.</summary>
internal sealed record Whitening(double[] Mean, double[][] Matrix, double[][] Inverse)
{
    /// <summary>Fits and applies; a direction without variance cannot be whitened.</summary>
    public static (Whitening Whitening, double[][] Samples) Fit(double[][] samples, int components)
    {
        var length = Numerics.ChannelGroups.CheckedLength(samples, nameof(samples));
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
        return (whitening, whitening.Apply(samples, matrix));
    }

    /// <summary>rows (x - mean).</summary>
    public double[][] Apply(double[][] samples, double[][] rows)
    {
        var result = new double[rows.Length][];
        for (var k = 0; k < rows.Length; k++)
        {
            result[k] = new double[samples[0].Length];
            double offset = 0;
            for (var i = 0; i < samples.Length; i++)
            {
                TensorPrimitives.MultiplyAdd<double>(samples[i], rows[k][i], result[k], result[k]);
                offset += rows[k][i] * Mean[i];
            }

            TensorPrimitives.Subtract(result[k], offset, result[k]);
        }

        return result;
    }
}
