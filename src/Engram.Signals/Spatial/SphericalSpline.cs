using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Engram.Signals.Spatial;

/// <summary>
/// Interpolation of scalp potentials by spherical splines (Perrin et al. 1989): V(x) = c₀ + Σ c_i g(cos(x, x_i)),
/// g(u) = 1/(4π) Σ_(n=1…50) (2n + 1)/(n(n + 1))⁴ P_n(u), through the measured values with Σ c_i = 0.
/// </summary>
public static class SphericalSpline
{
    private const int Terms = 50;

    /// <summary>The matrix that takes potentials at some places to potentials at others, [to, from].</summary>
    /// <param name="from">Measured places [site][x, y, z], about a centre at the origin; only their directions count.</param>
    /// <param name="to">Wanted places.</param>
    /// <param name="smoothing">Added to the diagonal; 0 passes exactly through the values.</param>
    /// <exception cref="ArgumentException">Fewer than two places, or one at the origin.</exception>
    public static double[,] Matrix(double[][] from, double[][] to, double smoothing = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Length < 2)
            throw new ArgumentException($"Expected at least two measured places, got {from.Length}.", nameof(from));
        var (sources, targets) = (Array.ConvertAll(from, Unit), Array.ConvertAll(to, Unit));
        var n = from.Length;
        var system = Matrix<double>.Build.Dense(n + 1, n + 1, (i, j) =>
            i == n && j == n ? 0 : i == n || j == n ? 1 : Basis(TensorPrimitives.Dot<double>(sources[i], sources[j])) + (i == j ? smoothing : 0));
        var targetBasis = Matrix<double>.Build.Dense(targets.Length, n + 1, (i, j) => j == n ? 1 : Basis(TensorPrimitives.Dot<double>(targets[i], sources[j])));
        // the system is symmetric: basis S⁻¹ = (S⁻¹ basisᵀ)ᵀ
        var solution = system.Solve(targetBasis.Transpose());
        var result = new double[targets.Length, n];
        for (var i = 0; i < targets.Length; i++)
        {
            for (var j = 0; j < n; j++)
                result[i, j] = solution[j, i];
        }

        return result;
    }

    /// <summary>Samples with the bad channels replaced by the spline through the others.</summary>
    /// <param name="samples">[channel][time]; they stay as they are.</param>
    /// <param name="positions">[channel][x, y, z].</param>
    /// <param name="bad">Indices of the bad channels.</param>
    public static double[][] Interpolate(double[][] samples, double[][] positions, IReadOnlyList<int> bad)
    {
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentNullException.ThrowIfNull(bad);
        Numerics.ChannelGroups.CheckedLength(samples, nameof(samples));
        if (positions.Length != samples.Length)
            throw new ArgumentException($"Expected {samples.Length} positions, got {positions.Length}.", nameof(positions));
        var good = Enumerable.Range(0, samples.Length).Except(bad).ToArray();
        var values = Apply(Matrix([.. good.Select(i => positions[i])], [.. bad.Select(i => positions[i])]), [.. good.Select(i => samples[i])]);
        var result = (double[][])samples.Clone();
        for (var k = 0; k < bad.Count; k++)
            result[bad[k]] = values[k];
        return result;
    }

    /// <summary>Samples at other places: matrix × samples.</summary>
    /// <param name="matrix">[to, from].</param>
    /// <param name="samples">[from][time].</param>
    public static double[][] Apply(double[,] matrix, double[][] samples)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(samples);
        if (matrix.GetLength(1) != samples.Length)
            throw new ArgumentException($"Expected {matrix.GetLength(1)} channels, got {samples.Length}.", nameof(samples));
        var result = new double[matrix.GetLength(0)][];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = new double[samples[0].Length];
            for (var j = 0; j < samples.Length; j++)
                TensorPrimitives.MultiplyAdd<double>(samples[j], matrix[i, j], result[i], result[i]);
        }

        return result;
    }

    private static double[] Unit(double[] point)
    {
        var norm = TensorPrimitives.Norm<double>(point);
        return norm > 0 ? Array.ConvertAll(point, p => p / norm) : throw new ArgumentException("A place at the origin has no direction.");
    }

    /// <summary>g(u), what one site adds to a place at angle arccos u.</summary>
    /// <param name="u">Cosine of the angle, -1 to 1.</param>
    public static double Basis(double u)
    {
        var (before, current, sum) = (1.0, u, 0.0);
        for (var n = 1; n <= Terms; n++)
        {
            sum += ((2 * n) + 1) / Math.Pow(n * (n + 1), 4) * current;
            (before, current) = (current, ((((2 * n) + 1) * u * current) - (n * before)) / (n + 1));
        }

        return sum / (4 * Math.PI);
    }
}
