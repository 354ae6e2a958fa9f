namespace Engram.Probes.Metrics;

/// <summary>Whether probabilities mean what they say.</summary>
public static class Calibration
{
    /// <summary>Brier's score (1950), the mean of (p - y)²: 0 is perfect, p(1 - p) is the share p said of every trial.</summary>
    /// <param name="probabilities">Probability of class 1 for each trial.</param>
    /// <param name="labels">0 or 1 for each trial.</param>
    /// <exception cref="ArgumentException">Counts differ, or a number is no probability.</exception>
    public static double Brier(IReadOnlyList<double> probabilities, IReadOnlyList<int> labels)
    {
        Check(probabilities, labels);
        return probabilities.Select((p, i) => (p - labels[i]) * (p - labels[i])).Average();
    }

    /// <summary>Brier's score of several classes, the mean of Σ_c (p_c - y_c)²; twice that of the two-class form.</summary>
    /// <param name="probabilities">[trial, class].</param>
    /// <param name="labels">Class of each trial.</param>
    /// <param name="classes">The class of each column.</param>
    /// <exception cref="ArgumentException">Counts differ, or a number is no probability.</exception>
    public static double Brier(FeatureMatrix probabilities, IReadOnlyList<int> labels, IReadOnlyList<int> classes) =>
        MetricInput.OneVersusRest(probabilities, labels, classes).Sum(c => Brier(c.Scores, c.Labels));

    /// <summary>Expected calibration error Σ_b n_b/n |accuracy_b - confidence_b| over bins of the largest probability (Naeini et al. 2015; Guo et al. 2017).</summary>
    /// <param name="probabilities">[trial, class].</param>
    /// <param name="labels">Class of each trial.</param>
    /// <param name="classes">The class of each column.</param>
    /// <param name="bins">Bins of one width.</param>
    /// <exception cref="ArgumentException">Counts differ, or a number is no probability.</exception>
    public static double ExpectedError(FeatureMatrix probabilities, IReadOnlyList<int> labels, IReadOnlyList<int> classes, int bins = 15)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        if (labels.Count != probabilities.Rows || classes.Count != probabilities.Columns)
            throw new ArgumentException($"Expected {probabilities.Rows} labels and {probabilities.Columns} classes, got {labels.Count} and {classes.Count}.", nameof(labels));
        var best = Enumerable.Range(0, probabilities.Rows).Select(i => System.Numerics.Tensors.TensorPrimitives.IndexOfMax(probabilities.Row(i))).ToArray();
        return ReliabilityCurve.Of([.. best.Select((c, i) => probabilities[i, c])], [.. best.Select((c, i) => classes[c] == labels[i] ? 1 : 0)], bins).ExpectedError;
    }

    internal static void Check(IReadOnlyList<double> probabilities, IReadOnlyList<int> labels)
    {
        MetricInput.Pairs(probabilities, labels, nameof(labels));
        if (labels.Any(l => l is not (0 or 1)))
            throw new ArgumentException($"Expected labels of 0 and 1, got {labels.First(l => l is not (0 or 1))}.", nameof(labels));
        foreach (var p in probabilities)
        {
            if (!(p is >= -1e-9 and <= 1 + 1e-9))
                throw new ArgumentException($"Expected probabilities from 0 to 1, got {p}. Scores of a ridge classifier or a margin are none.", nameof(probabilities));
        }
    }
}
