namespace Engram.Probes.Metrics;

/// <summary>Area under the receiver operating characteristic: the chance that a trial of class 1 scores above one of class 0, ties counting half.</summary>
public static class RocAuc
{
    /// <summary>The area, by ranks.</summary>
    /// <param name="scores">One finite score for each trial.</param>
    /// <param name="labels">0 or 1 for each trial.</param>
    /// <exception cref="ArgumentException">One class is absent, counts differ, or a score is not finite.</exception>
    public static double Of(IReadOnlyList<double> scores, IReadOnlyList<int> labels)
    {
        MetricInput.Scores(scores, labels);
        var ranks = Ranks.Of(scores);
        double positives = labels.Count(l => l == 1);
        var rankSum = ranks.Where((_, i) => labels[i] == 1).Sum();
        return (rankSum - (positives * (positives + 1) / 2)) / (positives * (labels.Count - positives));
    }

    /// <summary>Mean over the classes of the area of "this class against the rest".</summary>
    /// <param name="scores">[trial, class].</param>
    /// <param name="labels">Class of each trial.</param>
    /// <param name="classes">The class of each column.</param>
    /// <exception cref="ArgumentException">A class is absent, or counts differ.</exception>
    public static double MacroOneVersusRest(FeatureMatrix scores, IReadOnlyList<int> labels, IReadOnlyList<int> classes) =>
        MetricInput.OneVersusRest(scores, labels, classes).Average(c => Of(c.Scores, c.Labels));

    /// <summary>Mean area over labels that may occur together.</summary>
    /// <param name="scores">[trial, label].</param>
    /// <param name="labels">[trial, label], 0 or 1.</param>
    /// <exception cref="ArgumentException">A label is 0 or 1 for all trials, or shapes differ.</exception>
    public static double MultiLabel(FeatureMatrix scores, int[,] labels) => MetricInput.MultiLabel(scores, labels).Average(c => Of(c.Scores, c.Labels));
}
