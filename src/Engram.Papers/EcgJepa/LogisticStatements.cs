using Engram.Probes;
using Engram.Probes.Classifiers;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.EcgJepa;

/// <summary>Tells statements from a few features by logistic regression.</summary>
internal static class LogisticStatements
{
    private const double Cost = 0.1; // dozens of features and few labels

    /// <summary>Chance of each statement, by logistic regression on standardised features, [test, statement].</summary>
    /// <param name="features">[record][feature].</param>
    /// <param name="labels">[record, statement].</param>
    /// <param name="train">Records to learn from.</param>
    /// <param name="test">Records to score.</param>
    public static Tensor Scores(double[][] features, Tensor labels, IReadOnlyList<int> train, IReadOnlyList<int> test)
    {
        var (known, asked) = (FeatureMatrix.From(train.Select(i => features[i]).ToArray()), FeatureMatrix.From(test.Select(i => features[i]).ToArray()));
        var scaler = StandardScaler.Fit(known);
        (known, asked) = (scaler.Transform(known), scaler.Transform(asked));
        return stack(Enumerable.Range(0, (int)labels.shape[1]).Select(s =>
        {
            var model = new LogisticRegression { Cost = Cost }.Fit(known, train.Select(i => labels[i][s].item<float>() > 0.5f ? 1 : 0).ToArray());
            var scores = model.Scores(asked);
            return tensor(Enumerable.Range(0, scores.Rows).Select(r => (float)scores[r, 1]).ToArray());
        }).ToArray(), 1);
    }
}
