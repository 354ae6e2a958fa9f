using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Engram.Probes.Regressors;

/// <summary>Numbers predicted by y = W x + b.</summary>
public sealed class LinearRegressorModel : IRegressorModel
{
    internal LinearRegressorModel(FeatureMatrix weights, double[] intercepts) => (Weights, Intercepts) = (weights, [.. intercepts]);

    /// <summary>W: one row an output.</summary>
    public FeatureMatrix Weights { get; }

    /// <summary>b: one number an output.</summary>
    public ImmutableArray<double> Intercepts { get; }

    /// <summary>α of the penalty that was used.</summary>
    public double Alpha { get; init; }

    /// <summary>Mean squared leave-one-out error of each α that was tried; empty for a single one.</summary>
    public ImmutableArray<double> LeaveOneOutErrors { get; init; } = [];

    /// <inheritdoc/>
    public FeatureMatrix Predict(FeatureMatrix features)
    {
        ProbeInput.Width(features, Weights.Columns);
        var result = new double[features.Rows * Weights.Rows];
        for (var i = 0; i < features.Rows; i++)
        {
            for (var k = 0; k < Weights.Rows; k++)
                result[(i * Weights.Rows) + k] = TensorPrimitives.Dot(features.Row(i), Weights.Row(k)) + Intercepts[k];
        }

        return new(features.Rows, Weights.Rows, result);
    }
}
