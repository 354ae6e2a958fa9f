using System.Buffers;
using System.Numerics.Tensors;
using Engram.Signals.Numerics;
using Engram.Signals.Riemannian;

namespace Engram.Signals.Covariance;

/// <summary>Covariance matrices of one trial (channel × time).</summary>
public static class CovarianceEstimator
{
    /// <summary>Sample covariance, mean removed: C = X Xᵀ / divisor.</summary>
    /// <param name="trial">[channel][time], at least 2 samples.</param>
    /// <param name="isUnbiased">Divisor T - 1 instead of T.</param>
    /// <exception cref="ArgumentException">Fewer than 2 samples.</exception>
    public static SymmetricMatrix Sample(double[][] trial, bool isUnbiased = true)
    {
        var length = CheckedLength(trial);
        var n = trial.Length;
        var values = new double[n * n];
        var centred = Centre(trial, length);
        RowProducts.Add(centred, centred, 0, Padded(length), values, isUpper: true);
        Array.ForEach(centred, row => ArrayPool<double>.Shared.Return(row));
        for (var i = 0; i < n; i++)
        {
            for (var j = i; j < n; j++)
                values[(i * n) + j] = values[(j * n) + i] = values[(i * n) + j] / (isUnbiased ? length - 1 : length);
        }

        return new(n, values);
    }

    /// <summary>
    /// Oracle approximating shrinkage (Chen, Wiesel, Eldar and Hero 2010): (1 - ρ) C + ρ tr(C)/n I. The formula is the one that
    /// scikit-learn's <c>OAS</c> uses, so the two agree.
    /// </summary>
    /// <param name="trial">[channel][time].</param>
    public static SymmetricMatrix Oas(double[][] trial)
    {
        var c = Sample(trial, isUnbiased: false);
        var (n, t) = (c.Size, trial[0].Length);
        var mu = c.Trace / n;
        var alpha = TensorPrimitives.SumOfSquares<double>(c.Values) / (n * (double)n);
        var numerator = alpha + (mu * mu);
        var denominator = (t + 1.0) * (alpha - (mu * mu / n));
        var rho = denominator == 0 ? 1 : Math.Min(numerator / denominator, 1);
        return c.Combine(1 - rho, SymmetricMatrix.Identity(n), rho * mu);
    }

    /// <summary>Ledoit and Wolf's (2004) shrinkage towards the scaled identity.</summary>
    /// <param name="trial">[channel][time].</param>
    public static SymmetricMatrix LedoitWolf(double[][] trial)
    {
        var t = CheckedLength(trial);
        var n = trial.Length;
        var c = Sample(trial, isUnbiased: false);
        var mu = c.Trace / n;
        // Σ_ij Σ_t x_it² x_jt² is Σ_t (Σ_i x_it²)²
        var energy = new double[t];
        var centred = Centre(trial, t);
        foreach (var row in centred)
        {
            TensorPrimitives.MultiplyAdd<double>(row.AsSpan(0, t), row.AsSpan(0, t), energy, energy);
            ArrayPool<double>.Shared.Return(row);
        }

        var beta = (TensorPrimitives.SumOfSquares<double>(energy) / t) - TensorPrimitives.SumOfSquares<double>(c.Values);
        beta /= n * (double)t;
        var delta = (TensorPrimitives.SumOfSquares<double>(c.Values) - (n * mu * mu)) / n;
        var shrinkage = delta == 0 ? 0 : Math.Min(beta, delta) / delta;
        return c.Combine(1 - shrinkage, SymmetricMatrix.Identity(n), shrinkage * mu);
    }

    // rows minus their means, in rented memory, with zeros up to whole vectors
    private static double[][] Centre(double[][] trial, int length) => Array.ConvertAll(trial, row =>
    {
        var centred = ArrayPool<double>.Shared.Rent(Padded(length));
        TensorPrimitives.Subtract(row, TensorPrimitives.Sum<double>(row) / length, centred);
        centred.AsSpan(length, Padded(length) - length).Clear();
        return centred;
    });

    private static int Padded(int length) => (length + WideLane.Count - 1) / WideLane.Count * WideLane.Count;

    private static int CheckedLength(double[][] trial)
    {
        var length = ChannelGroups.CheckedLength(trial, nameof(trial));
        return length >= 2 ? length : throw new ArgumentException($"Expected at least two samples, got {length}.", nameof(trial));
    }
}
