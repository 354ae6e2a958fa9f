using System.Collections.Immutable;

namespace Engram.Probes.Neighbors;

/// <summary>The training samples and their classes.</summary>
internal sealed class NeighborClassifierModel(ImmutableArray<int> classes, NeighborAverage shares) : IClassifierModel
{
    public ImmutableArray<int> Classes => classes;

    public FeatureMatrix Scores(FeatureMatrix features) => shares.Predict(features);
}
