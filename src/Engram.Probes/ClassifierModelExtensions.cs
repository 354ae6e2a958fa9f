using System.Numerics.Tensors;

namespace Engram.Probes;

/// <summary>What every fitted classifier can do.</summary>
public static class ClassifierModelExtensions
{
    /// <summary>The class with the largest score, the smaller label of equals.</summary>
    /// <param name="model">Fitted classifier.</param>
    /// <param name="features">[sample, feature].</param>
    /// <exception cref="ArgumentException">Another number of features than the model was fitted with.</exception>
    public static int[] Predict(this IClassifierModel model, FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(model);
        var scores = model.Scores(features);
        var result = new int[scores.Rows];
        for (var i = 0; i < result.Length; i++)
            result[i] = model.Classes[TensorPrimitives.IndexOfMax(scores.Row(i))];
        return result;
    }
}
