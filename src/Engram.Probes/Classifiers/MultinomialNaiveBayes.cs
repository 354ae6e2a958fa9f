namespace Engram.Probes.Classifiers;

/// <summary>
/// Naive Bayes on counts: log P(c | n) = log P(c) + Σ_k n_k log θ_ck + const with θ_ck = (N_ck + 1) / (N_c + K), N the counts of the training trials.
/// Knows how often each token occurs and nothing of their order: the bag-of-tokens baseline.
/// </summary>
public sealed class MultinomialNaiveBayes
{
    private double[][] logChances = [];
    private double[] logPriors = [];

    /// <summary>Counts the training trials.</summary>
    /// <param name="counts">[trial][token], at least 0.</param>
    /// <param name="labels">Class of each trial, from 0.</param>
    /// <exception cref="ArgumentException">There are no trials, or the lists differ in length.</exception>
    public void Fit(IReadOnlyList<double[]> counts, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(labels);
        if (counts.Count == 0 || counts.Count != labels.Count)
            throw new ArgumentException($"Expected counts and a label for at least one trial, got {counts.Count} and {labels.Count}.", nameof(labels));
        var (classes, tokens) = (labels.Max() + 1, counts[0].Length);
        var sums = Enumerable.Range(0, classes).Select(_ => new double[tokens]).ToArray();
        for (var i = 0; i < counts.Count; i++)
        {
            for (var k = 0; k < tokens; k++)
                sums[labels[i]][k] += counts[i][k];
        }

        logPriors = [.. Enumerable.Range(0, classes).Select(c => Math.Log((double)labels.Count(l => l == c) / labels.Count))];
        logChances = Array.ConvertAll(sums, row => Array.ConvertAll(row, n => Math.Log((n + 1) / (row.Sum() + tokens))));
    }

    /// <summary>The most probable class of a trial.</summary>
    /// <param name="counts">[token].</param>
    /// <exception cref="InvalidOperationException">Nothing was fitted.</exception>
    public int Predict(double[] counts) => logPriors.Length == 0
        ? throw new InvalidOperationException("Expected a fitted classifier: call Fit on training trials first.")
        : Enumerable.Range(0, logPriors.Length).MaxBy(c => logPriors[c] + counts.Zip(logChances[c], (n, p) => n * p).Sum());
}
