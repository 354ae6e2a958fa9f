namespace Engram.Probes;

/// <summary>A way to learn numbers from features. It holds settings only; what is learned is in the model that <see cref="Fit"/> returns.</summary>
public interface IRegressor
{
    /// <summary>Learns.</summary>
    /// <param name="features">[sample, feature].</param>
    /// <param name="targets">[sample, output]; <see cref="FeatureMatrix.Column"/> for one output.</param>
    /// <exception cref="ArgumentException">Counts differ.</exception>
    IRegressorModel Fit(FeatureMatrix features, FeatureMatrix targets);
}
