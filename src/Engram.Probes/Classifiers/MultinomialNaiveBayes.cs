namespace Engram.Probes.Classifiers;

/// <summary>
/// Naive Bayes on counts: log P(c | n) = log P(c) + Σ_k n_k log θ_ck + const with θ_ck = (N_ck + a) / (N_c + aK), N the counts of the training samples.
/// It knows how often each token occurs and nothing of their order.
/// </summary>
public sealed record MultinomialNaiveBayes : IClassifier
{
    /// <summary>a, added to every count so that a token never seen in a class is not impossible there.</summary>
    public double Smoothing { get; init; } = 1;

    /// <inheritdoc cref="IClassifier.Fit"/>
    /// <exception cref="ArgumentException">A count is negative, counts differ, or there is one class only.</exception>
    public LinearClassifierModel Fit(FeatureMatrix features, IReadOnlyList<int> labels)
    {
        ProbeInput.Positive(Smoothing, nameof(Smoothing));
        var (classes, index) = ProbeInput.Classes(features, labels);
        var (tokens, sums, members) = (features.Columns, new double[classes.Length, features.Columns], new int[classes.Length]);
        for (var i = 0; i < features.Rows; i++)
        {
            members[index[i]]++;
            for (var k = 0; k < tokens; k++)
            {
                if (!(features[i, k] >= 0))
                    throw new ArgumentException($"Expected counts of 0 or more, got {features[i, k]} for token {k} of sample {i}.", nameof(features));
                sums[index[i], k] += features[i, k];
            }
        }

        var logs = new double[classes.Length, tokens];
        for (var c = 0; c < classes.Length; c++)
        {
            var total = Enumerable.Range(0, tokens).Sum(k => sums[c, k]);
            for (var k = 0; k < tokens; k++)
                logs[c, k] = Math.Log((sums[c, k] + Smoothing) / (total + (Smoothing * tokens))); // log θ_ck
        }

        var priors = Array.ConvertAll(members, n => Math.Log((double)n / features.Rows));
        if (classes.Length > 2)
            return new(classes, FeatureMatrix.From(logs), priors, isProbabilistic: true);
        var ratios = Enumerable.Range(0, tokens).Select(k => logs[1, k] - logs[0, k]).ToArray();
        return new(classes, new FeatureMatrix(1, tokens, ratios), [priors[1] - priors[0]], isProbabilistic: true);
    }

    IClassifierModel IClassifier.Fit(FeatureMatrix features, IReadOnlyList<int> labels) => Fit(features, labels);
}
