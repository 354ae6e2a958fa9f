using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Engram.Probes;

/// <summary>z = (x - μ) / σ for each feature, with the mean and the deviation (divisor n) of the samples it was fitted to; a constant feature becomes 0.</summary>
public sealed class StandardScaler
{
    private readonly double[] means;
    private readonly double[] deviations;

    private StandardScaler(double[] means, double[] deviations) => (this.means, this.deviations) = (means, deviations);

    /// <summary>μ of each feature.</summary>
    public ImmutableArray<double> Means => [.. means];

    /// <summary>σ of each feature; 1 for a constant one.</summary>
    public ImmutableArray<double> Deviations => [.. deviations];

    /// <summary>Learns mean and deviation: from training samples only.</summary>
    /// <param name="features">[sample, feature].</param>
    public static StandardScaler Fit(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var (means, squares, difference) = (new double[features.Columns], new double[features.Columns], new double[features.Columns]);
        for (var i = 0; i < features.Rows; i++)
            TensorPrimitives.Add(means, features.Row(i), means);
        TensorPrimitives.Divide(means, features.Rows, means);
        for (var i = 0; i < features.Rows; i++)
        {
            TensorPrimitives.Subtract(features.Row(i), means, difference);
            TensorPrimitives.MultiplyAdd<double>(difference, difference, squares, squares);
        }

        for (var j = 0; j < squares.Length; j++)
        {
            var deviation = Math.Sqrt(squares[j] / features.Rows);
            // what is left of a constant after rounding is no spread
            squares[j] = deviation > 1e-14 * Math.Abs(means[j]) && deviation > 0 ? deviation : 1;
        }

        return new(means, squares);
    }

    /// <summary>z of samples.</summary>
    /// <param name="features">[sample, feature].</param>
    /// <exception cref="ArgumentException">Another number of features.</exception>
    public FeatureMatrix Transform(FeatureMatrix features)
    {
        ProbeInput.Width(features, means.Length);
        var result = new double[features.Values.Length];
        for (var i = 0; i < features.Rows; i++)
        {
            var row = result.AsSpan(i * means.Length, means.Length);
            TensorPrimitives.Subtract(features.Row(i), means, row);
            TensorPrimitives.Divide(row, deviations, row);
        }

        return new(features.Rows, features.Columns, result);
    }
}
