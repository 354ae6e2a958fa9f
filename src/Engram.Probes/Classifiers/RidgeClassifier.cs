using Engram.Probes.Regressors;

namespace Engram.Probes.Classifiers;

/// <summary>Ridge regression on targets of +1 for the class and -1 for the others, one output a class (one in all for two classes). Scores are the outputs, not probabilities.</summary>
public sealed record RidgeClassifier : IClassifier
{
    /// <summary>α, 0 or more; of several the one with the least leave-one-out error.</summary>
    public IReadOnlyList<double> Alphas { get; init; } = [1];

    /// <inheritdoc cref="IClassifier.Fit"/>
    public LinearClassifierModel Fit(FeatureMatrix features, IReadOnlyList<int> labels)
    {
        var (classes, index) = ProbeInput.Classes(features, labels);
        var outputs = classes.Length == 2 ? 1 : classes.Length;
        var targets = new double[features.Rows * outputs];
        for (var i = 0; i < features.Rows; i++)
        {
            for (var k = 0; k < outputs; k++)
                targets[(i * outputs) + k] = index[i] == (outputs == 1 ? 1 : k) ? 1 : -1;
        }

        var model = new RidgeRegression { Alphas = Alphas }.Fit(features, new(features.Rows, outputs, targets));
        return new(classes, model.Weights, [.. model.Intercepts], isProbabilistic: false);
    }

    IClassifierModel IClassifier.Fit(FeatureMatrix features, IReadOnlyList<int> labels) => Fit(features, labels);
}
