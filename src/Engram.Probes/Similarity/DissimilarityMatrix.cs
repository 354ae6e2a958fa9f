using System.Numerics.Tensors;
using Engram.Probes.Metrics;

namespace Engram.Probes.Similarity;

/// <summary>
/// A representational dissimilarity matrix (Kriegeskorte, Mur and Bandettini 2008): how unlike each pair of samples is. Two of the same
/// samples can be compared whatever the features are, a model's with a recording's.
/// </summary>
public sealed class DissimilarityMatrix
{
    private readonly double[] upper; // pairs (i, j > i), row after row

    private DissimilarityMatrix(int size, double[] upper) => (Size, this.upper) = (size, upper);

    /// <summary>Samples.</summary>
    public int Size { get; }

    /// <summary>How unlike two samples are; 0 for a sample and itself.</summary>
    /// <param name="first">One sample.</param>
    /// <param name="second">The other.</param>
    public double this[int first, int second] => first == second ? 0 : upper[Place(Math.Min(first, second), Math.Max(first, second))];

    /// <summary>Compares all pairs of samples.</summary>
    /// <param name="features">[sample, feature], at least three samples.</param>
    /// <param name="measure">How unlike two samples are.</param>
    /// <exception cref="ArgumentException">There are fewer than three samples, or one has no direction (constant features, or zeros) for a measure of angles.</exception>
    public static DissimilarityMatrix Of(FeatureMatrix features, Dissimilarity measure = Dissimilarity.Correlation)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Rows < 3)
            throw new ArgumentException($"Expected at least three samples, got {features.Rows}.", nameof(features));
        var rows = measure == Dissimilarity.Euclidean ? features : Directions(features, measure == Dissimilarity.Correlation);
        var upper = new double[features.Rows * (features.Rows - 1) / 2];
        var result = new DissimilarityMatrix(features.Rows, upper);
        Numerics.Work.For(features.Rows, 0, i =>
        {
            for (var j = i + 1; j < features.Rows; j++)
                upper[result.Place(i, j)] = measure == Dissimilarity.Euclidean ? TensorPrimitives.Distance(rows.Row(i), rows.Row(j)) : 1 - TensorPrimitives.Dot(rows.Row(i), rows.Row(j));
        });
        return result;
    }

    /// <summary>Correlation of two matrices over all pairs; no significance can be read from it, since pairs share samples.</summary>
    /// <param name="other">Matrix of the same samples.</param>
    /// <param name="isRanked">Spearman's correlation of ranks, which asks for the same order only, instead of Pearson's.</param>
    /// <exception cref="ArgumentException">Sizes differ, or one matrix has the same number everywhere.</exception>
    public double Correlation(DissimilarityMatrix other, bool isRanked = true)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Size != Size)
            throw new ArgumentException($"Expected a matrix of the same {Size} samples, got {other.Size}.", nameof(other));
        var correlation = isRanked ? RegressionScores.Correlation(Ranks.Of(upper), Ranks.Of(other.upper)) : RegressionScores.Correlation(upper, other.upper);
        return double.IsFinite(correlation) ? correlation : throw new ArgumentException("Expected dissimilarities that vary, got the same number for all pairs.", nameof(other));
    }

    /// <summary>A copy as [sample, sample].</summary>
    public double[,] ToArray()
    {
        var result = new double[Size, Size];
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
                result[i, j] = this[i, j];
        }

        return result;
    }

    private static FeatureMatrix Directions(FeatureMatrix features, bool isCentred)
    {
        var result = new double[features.Values.Length];
        for (var i = 0; i < features.Rows; i++)
        {
            var row = result.AsSpan(i * features.Columns, features.Columns);
            TensorPrimitives.Subtract(features.Row(i), isCentred ? TensorPrimitives.Average(features.Row(i)) : 0, row);
            var norm = TensorPrimitives.Norm<double>(row);
            if (!(norm > 1e-14 * TensorPrimitives.Norm(features.Row(i))))
                throw new ArgumentException($"Expected samples with a direction, got {(isCentred ? "the same number in all features" : "zeros only")} for sample {i}. Use the Euclidean measure, or leave it out.", nameof(features));
            TensorPrimitives.Divide(row, norm, row);
        }

        return new(features.Rows, features.Columns, result);
    }

    private int Place(int i, int j) => (i * Size) - (i * (i + 1) / 2) + j - i - 1;
}
