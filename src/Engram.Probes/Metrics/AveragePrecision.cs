namespace Engram.Probes.Metrics;

/// <summary>Average precision, the area under the precision-recall curve without interpolation: Σₙ (Rₙ - Rₙ₋₁) Pₙ as the threshold falls; equal scores are one step.</summary>
public static class AveragePrecision
{
    /// <summary>The area of two classes; chance is the share of class 1.</summary>
    /// <param name="scores">One finite score for each trial.</param>
    /// <param name="labels">0 or 1 for each trial.</param>
    /// <exception cref="ArgumentException">One class is absent, counts differ, or a score is not finite.</exception>
    public static double Of(IReadOnlyList<double> scores, IReadOnlyList<int> labels)
    {
        MetricInput.Scores(scores, labels);
        var (values, own) = (scores.ToArray(), labels.ToArray());
        Array.Sort(values, own);
        double positives = own.Sum();
        var (area, hits, chosen) = (0.0, 0.0, 0);
        for (var end = values.Length; end > 0;)
        {
            var before = hits;
            var start = end;
            while (start > 0 && values[start - 1] == values[end - 1])
                hits += own[--start];
            chosen += end - start;
            area += (hits - before) / positives * (hits / chosen);
            end = start;
        }

        return area;
    }

    /// <summary>Mean over the classes of "this class against the rest".</summary>
    /// <param name="scores">[trial, class].</param>
    /// <param name="labels">Class of each trial.</param>
    /// <param name="classes">The class of each column.</param>
    /// <exception cref="ArgumentException">A class is absent, or counts differ.</exception>
    public static double MacroOneVersusRest(FeatureMatrix scores, IReadOnlyList<int> labels, IReadOnlyList<int> classes) =>
        MetricInput.OneVersusRest(scores, labels, classes).Average(c => Of(c.Scores, c.Labels));

    /// <summary>Mean over labels that may occur together.</summary>
    /// <param name="scores">[trial, label].</param>
    /// <param name="labels">[trial, label], 0 or 1.</param>
    /// <exception cref="ArgumentException">A label is 0 or 1 for all trials, or shapes differ.</exception>
    public static double MultiLabel(FeatureMatrix scores, int[,] labels) => MetricInput.MultiLabel(scores, labels).Average(c => Of(c.Scores, c.Labels));
}
