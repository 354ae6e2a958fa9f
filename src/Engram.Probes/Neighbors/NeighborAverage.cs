using System.Numerics.Tensors;

namespace Engram.Probes.Neighbors;

/// <summary>The weighted mean of the targets of the nearest training samples.</summary>
internal sealed class NeighborAverage : IRegressorModel
{
    private readonly NearestNeighbors neighbors;
    private readonly FeatureMatrix targets;
    private readonly int count;
    private readonly int width;
    private readonly int threads;
    private readonly bool isDistanceWeighted;

    private NeighborAverage(NearestNeighbors neighbors, FeatureMatrix targets, int count, int width, bool isDistanceWeighted, int threads) =>
        (this.neighbors, this.targets, this.count, this.width, this.isDistanceWeighted, this.threads) = (neighbors, targets, count, width, isDistanceWeighted, threads);

    public static NeighborAverage Of(FeatureMatrix features, FeatureMatrix targets, int count, NeighborMetric metric, bool isDistanceWeighted, int threads)
    {
        if (count < 1 || count > features.Rows)
            throw new ArgumentOutOfRangeException(nameof(count), $"Expected 1 to {features.Rows} neighbours, as many as there are training samples, got {count}. Use fewer neighbours or more samples.");
        return new(new(features, metric, threads), targets, count, features.Columns, isDistanceWeighted, threads);
    }

    public FeatureMatrix Predict(FeatureMatrix features)
    {
        ProbeInput.Width(features, width);
        var nearest = neighbors.Query(features, count, threads);
        var result = new double[features.Rows * targets.Columns];
        for (var i = 0; i < features.Rows; i++)
        {
            var mean = result.AsSpan(i * targets.Columns, targets.Columns);
            var weights = Weights(nearest.Distances[i]);
            for (var n = 0; n < count; n++)
                TensorPrimitives.MultiplyAdd(targets.Row(nearest.Indices[i][n]), weights[n], mean, mean);
        }

        return new(features.Rows, targets.Columns, result);
    }

    private double[] Weights(double[] distances)
    {
        var weights = Array.ConvertAll(distances, d => !isDistanceWeighted ? 1 : distances[0] == 0 ? (d == 0 ? 1 : 0) : distances[0] / d);
        TensorPrimitives.Divide(weights, TensorPrimitives.Sum<double>(weights), weights);
        return weights;
    }
}
