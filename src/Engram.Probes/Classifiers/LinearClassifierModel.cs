using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace Engram.Probes.Classifiers;

/// <summary>Classes told apart by z = W x + b.</summary>
public sealed class LinearClassifierModel : IClassifierModel
{
    private readonly bool isProbabilistic;

    internal LinearClassifierModel(ImmutableArray<int> classes, FeatureMatrix weights, double[] intercepts, bool isProbabilistic) =>
        (Classes, Weights, Intercepts, this.isProbabilistic) = (classes, weights, [.. intercepts], isProbabilistic);

    /// <inheritdoc/>
    public ImmutableArray<int> Classes { get; }

    /// <summary>W: one row a class; a single row, for the second class against the first, where there are two.</summary>
    public FeatureMatrix Weights { get; }

    /// <summary>b: one number a row of W.</summary>
    public ImmutableArray<double> Intercepts { get; }

    /// <summary>Steps that the fit took; 0 for a closed form.</summary>
    public int Iterations { get; init; }

    /// <summary>Whether the fit came within its tolerance; if not, standardise the features or allow more steps.</summary>
    public bool HasConverged { get; init; } = true;

    /// <summary>z: [sample, row of W]. Above 0 means the second of two classes.</summary>
    /// <param name="features">[sample, feature].</param>
    /// <exception cref="ArgumentException">Another number of features.</exception>
    public FeatureMatrix DecisionValues(FeatureMatrix features)
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

    /// <summary>The softmax of z (for two classes 1 - σ(z), σ(z)), or z itself for a classifier without probabilities (-z, z for two classes).</summary>
    /// <inheritdoc/>
    public FeatureMatrix Scores(FeatureMatrix features)
    {
        var decisions = DecisionValues(features);
        var result = new double[features.Rows * Classes.Length];
        for (var i = 0; i < features.Rows; i++)
        {
            var row = result.AsSpan(i * Classes.Length, Classes.Length);
            if (Weights.Rows > 1)
                decisions.Row(i).CopyTo(row);
            else if (isProbabilistic)
                row[1] = decisions[i, 0];
            else
                (row[0], row[1]) = (-decisions[i, 0], decisions[i, 0]);
            if (isProbabilistic)
                TensorPrimitives.SoftMax(row, row);
        }

        return new(features.Rows, Classes.Length, result);
    }
}
