using MathNet.Numerics.LinearAlgebra;
using Vector3 = System.Numerics.Vector3;

namespace Engram.Rendering.Topomaps;

/// <summary>
/// Spherical spline interpolation of scalp values (Perrin et al. 1989): v(x) = c₀ + Σ cᵢ g(x · xᵢ) with
/// g(t) = 1/4π Σₙ (2n + 1) / (n (n + 1))⁴ Pₙ(t), which passes through every electrode (up to a slight smoothing that keeps
/// neighbouring electrodes from ringing).
/// </summary>
internal sealed class SphericalSpline
{
    private const double Smoothing = 1e-8;

    private readonly Vector3[] positions;
    private readonly double[] weights;
    private readonly double constant;

    /// <summary>Fits the spline.</summary>
    /// <param name="positions">Unit vectors of the electrodes.</param>
    /// <param name="values">One finite value for each.</param>
    /// <exception cref="ArgumentException">No electrode, or not one value for each.</exception>
    public SphericalSpline(IReadOnlyList<Vector3> positions, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentNullException.ThrowIfNull(values);
        if (positions.Count == 0 || positions.Count != values.Count)
            throw new ArgumentException($"Expected at least one electrode and a value for each, got {positions.Count} electrodes and {values.Count} values.", nameof(values));
        this.positions = [.. positions];
        var n = positions.Count;
        var system = Matrix<double>.Build.Dense(n + 1, n + 1, (i, j) => (i == n, j == n) switch
        {
            (true, true) => 0,
            (true, _) or (_, true) => 1,
            _ => Kernel(Vector3.Dot(positions[i], positions[j])) + (i == j ? Smoothing : 0),
        });
        var right = Vector<double>.Build.Dense(n + 1, i => i == n ? 0 : values[i]);
        var solution = system.Solve(right);
        weights = [.. solution.Take(n)];
        constant = solution[n];
    }

    /// <summary>The value at a point of the sphere.</summary>
    /// <param name="point">A unit vector.</param>
    public double At(Vector3 point)
    {
        var sum = constant;
        for (var i = 0; i < positions.Length; i++)
            sum += weights[i] * Kernel(Vector3.Dot(point, positions[i]));
        return sum;
    }

    // rounding can carry a cosine just outside its range
    private static double Kernel(double cosine) => Signals.Spatial.SphericalSpline.Basis(Math.Clamp(cosine, -1, 1));
}
