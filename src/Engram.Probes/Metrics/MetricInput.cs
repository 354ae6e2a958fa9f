namespace Engram.Probes.Metrics;

/// <summary>Checks at the edge of every metric.</summary>
internal static class MetricInput
{
    public static void Pairs<TA, TB>(IReadOnlyList<TA> a, IReadOnlyList<TB> b, string name, int least = 1)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Count != b.Count || a.Count < least)
            throw new ArgumentException($"Expected two lists of one length, at least {least}, got {a.Count} and {b.Count}.", name);
    }

    public static void Finite(IReadOnlyList<double> values, string name)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"Expected finite numbers, got {values[i]} at {i}.", name);
        }
    }

    public static void Scores(IReadOnlyList<double> scores, IReadOnlyList<int> labels)
    {
        Pairs(scores, labels, nameof(labels));
        Finite(scores, nameof(scores));
        var positives = labels.Count(l => l == 1);
        if (labels.Any(l => l is not (0 or 1)))
            throw new ArgumentException($"Expected labels of 0 and 1, got {labels.First(l => l is not (0 or 1))}. For more classes use the one-versus-rest form.", nameof(labels));
        if (positives == 0 || positives == labels.Count)
            throw new ArgumentException($"Expected trials of both classes, got {positives} of class 1 among {labels.Count}. Stratify the split, or leave this one out.", nameof(labels));
    }

    /// <summary>Column c of scores against "is of class c".</summary>
    public static IEnumerable<(double[] Scores, int[] Labels)> OneVersusRest(FeatureMatrix scores, IReadOnlyList<int> labels, IReadOnlyList<int> classes)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        if (labels.Count != scores.Rows || classes.Count != scores.Columns)
            throw new ArgumentException($"Expected {scores.Rows} labels and {scores.Columns} classes for scores of {scores.Rows} × {scores.Columns}, got {labels.Count} and {classes.Count}.", nameof(labels));
        if (labels.FirstOrDefault(l => !classes.Contains(l), classes[0]) is var unknown && !classes.Contains(unknown))
            throw new ArgumentException($"Expected labels among {string.Join(", ", classes)}, got {unknown}.", nameof(labels));
        return classes.Select((c, column) => (scores.ColumnValues(column), labels.Select(l => l == c ? 1 : 0).ToArray()));
    }

    /// <summary>Column c of scores against column c of labels.</summary>
    public static IEnumerable<(double[] Scores, int[] Labels)> MultiLabel(FeatureMatrix scores, int[,] labels)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.GetLength(0) != scores.Rows || labels.GetLength(1) != scores.Columns)
            throw new ArgumentException($"Expected labels of {scores.Rows} × {scores.Columns} as the scores, got {labels.GetLength(0)} × {labels.GetLength(1)}.", nameof(labels));
        return Enumerable.Range(0, scores.Columns).Select(column => (scores.ColumnValues(column), Enumerable.Range(0, scores.Rows).Select(i => labels[i, column]).ToArray()));
    }
}
