using System.Collections.Immutable;

namespace Engram.Probes;

/// <summary>Checks at the edge of every probe.</summary>
internal static class ProbeInput
{
    /// <summary>The classes in ascending order and each sample's place among them.</summary>
    public static (ImmutableArray<int> Classes, int[] Index) Classes(FeatureMatrix features, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != features.Rows)
            throw new ArgumentException($"Expected a label for each of {features.Rows} samples, got {labels.Count}.", nameof(labels));
        ImmutableArray<int> classes = [.. labels.Distinct().Order()];
        if (classes.Length < 2)
            throw new ArgumentException($"Expected samples of two classes or more, got {labels.Count} samples of class {classes[0]} only. Check the labels, or stratify the split.", nameof(labels));
        var index = new int[labels.Count];
        for (var i = 0; i < index.Length; i++)
            index[i] = classes.BinarySearch(labels[i]);
        return (classes, index);
    }

    public static void Targets(FeatureMatrix features, FeatureMatrix targets)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Rows != features.Rows)
            throw new ArgumentException($"Expected a target for each of {features.Rows} samples, got {targets.Rows}.", nameof(targets));
    }

    /// <summary>Features of a sample to predict, as many as were learned from.</summary>
    public static void Width(FeatureMatrix features, int expected)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Columns != expected)
            throw new ArgumentException($"Expected {expected} features, as many as the model was fitted with, got {features.Columns}.", nameof(features));
    }

    public static void AtLeastZero(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, $"Expected a finite number of 0 or more, got {value}.");
    }

    public static void Positive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, $"Expected a finite number above 0, got {value}.");
    }
}
