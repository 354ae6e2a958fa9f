using System.Numerics.Tensors;

namespace Engram.Probes.Metrics;

/// <summary>How near predicted numbers are to the truth.</summary>
/// <param name="R2">1 - Σ(y - ŷ)² / Σ(y - ȳ)²: 1 is perfect, 0 is the mean of the truth, below 0 is worse than it.</param>
/// <param name="MeanAbsoluteError">Mean of |y - ŷ|, in the unit of y.</param>
/// <param name="MeanSquaredError">Mean of (y - ŷ)².</param>
/// <param name="Pearson">Correlation; NaN where either is constant.</param>
/// <param name="Spearman">Correlation of the ranks; NaN where either is constant.</param>
public sealed record RegressionScores(double R2, double MeanAbsoluteError, double MeanSquaredError, double Pearson, double Spearman)
{
    /// <summary>Scores of one output.</summary>
    /// <param name="truth">y, at least two different numbers.</param>
    /// <param name="predicted">ŷ.</param>
    /// <exception cref="ArgumentException">Counts differ, a number is not finite, or the truth is constant.</exception>
    public static RegressionScores Of(IReadOnlyList<double> truth, IReadOnlyList<double> predicted)
    {
        MetricInput.Pairs(truth, predicted, nameof(predicted), least: 2);
        MetricInput.Finite(truth, nameof(truth));
        MetricInput.Finite(predicted, nameof(predicted));
        var (y, p) = (truth.ToArray(), predicted.ToArray());
        var mean = y.Average();
        var total = y.Sum(v => (v - mean) * (v - mean));
        if (total == 0)
            throw new ArgumentException($"Expected a truth that varies, got {y[0]} in all {y.Length} samples; R² has no meaning for it.", nameof(truth));
        var squared = y.Zip(p, (a, b) => (a - b) * (a - b)).Sum();
        return new(1 - (squared / total), y.Zip(p, (a, b) => Math.Abs(a - b)).Average(), squared / y.Length, Correlation(y, p), Correlation(Ranks.Of(y), Ranks.Of(p)));
    }

    /// <summary>Scores of each output.</summary>
    /// <param name="truth">[sample, output].</param>
    /// <param name="predicted">[sample, output].</param>
    /// <exception cref="ArgumentException">As for one output.</exception>
    public static IReadOnlyList<RegressionScores> OfEach(FeatureMatrix truth, FeatureMatrix predicted)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ProbeInput.Width(predicted, truth.Columns);
        return [.. Enumerable.Range(0, truth.Columns).Select(c => Of(truth.ColumnValues(c), predicted.ColumnValues(c)))];
    }

    internal static double Correlation(double[] a, double[] b)
    {
        var (x, y) = (new double[a.Length], new double[b.Length]);
        TensorPrimitives.Subtract(a, a.Average(), x);
        TensorPrimitives.Subtract(b, b.Average(), y);
        var scale = TensorPrimitives.Norm<double>(x) * TensorPrimitives.Norm<double>(y);
        return scale > 0 ? Math.Clamp(TensorPrimitives.Dot<double>(x, y) / scale, -1, 1) : double.NaN;
    }
}
