using System.Numerics.Tensors;

namespace Engram.Signals.Preprocessing;

/// <summary>Removes offsets and slopes.</summary>
public static class Detrend
{
    /// <summary>The signal minus its mean.</summary>
    /// <param name="signal">At least one sample.</param>
    public static double[] Constant(ReadOnlySpan<double> signal)
    {
        var result = new double[signal.Length];
        if (result.Length > 0)
            TensorPrimitives.Subtract(signal, TensorPrimitives.Sum(signal) / signal.Length, result);
        return result;
    }

    /// <summary>The signal minus its least-squares line.</summary>
    /// <param name="signal">At least one sample.</param>
    public static double[] Linear(ReadOnlySpan<double> signal)
    {
        var result = Constant(signal);
        var middle = (signal.Length - 1) / 2.0;
        var (product, squares) = (0.0, 0.0);
        for (var t = 0; t < result.Length; t++)
        {
            product += (t - middle) * result[t];
            squares += (t - middle) * (t - middle);
        }

        for (var t = 0; t < result.Length && squares > 0; t++)
            result[t] -= product / squares * (t - middle);
        return result;
    }

    /// <summary>A trial minus, in each channel, its mean over a baseline.</summary>
    /// <param name="trial">[channel][time].</param>
    /// <param name="first">First sample of the baseline.</param>
    /// <param name="count">Samples of the baseline, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The baseline does not lie inside the trial.</exception>
    public static double[][] Baseline(double[][] trial, int first, int count)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return Array.ConvertAll(trial, row =>
        {
            if (first < 0 || count < 1 || first + count > row.Length)
                throw new ArgumentOutOfRangeException(nameof(first), $"Expected a baseline inside the {row.Length} samples, got [{first}, {first + count}).");
            var result = new double[row.Length];
            TensorPrimitives.Subtract(row, TensorPrimitives.Sum<double>(row.AsSpan(first, count)) / count, result);
            return result;
        });
    }
}
