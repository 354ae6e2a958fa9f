namespace Engram.Probes;

/// <summary>A way to learn classes from features. It holds settings only; what is learned is in the model that <see cref="Fit"/> returns.</summary>
public interface IClassifier
{
    /// <summary>Learns.</summary>
    /// <param name="features">[sample, feature].</param>
    /// <param name="labels">Class of each sample, any whole numbers, at least two of them.</param>
    /// <exception cref="ArgumentException">Counts differ, or there is one class only.</exception>
    IClassifierModel Fit(FeatureMatrix features, IReadOnlyList<int> labels);
}
