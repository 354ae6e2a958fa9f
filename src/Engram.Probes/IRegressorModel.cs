namespace Engram.Probes;

/// <summary>What a regressor has learned.</summary>
public interface IRegressorModel
{
    /// <summary>Predicted numbers: [sample, output].</summary>
    /// <param name="features">[sample, feature], as many features as were learned from.</param>
    /// <exception cref="ArgumentException">Another number of features.</exception>
    FeatureMatrix Predict(FeatureMatrix features);
}
