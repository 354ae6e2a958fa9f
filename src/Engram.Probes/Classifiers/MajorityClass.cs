namespace Engram.Probes.Classifiers;

/// <summary>The simplest baseline: each class's share of the training samples, whatever the features.</summary>
public sealed record MajorityClass : IClassifier
{
    /// <inheritdoc/>
    public IClassifierModel Fit(FeatureMatrix features, IReadOnlyList<int> labels)
    {
        var (classes, index) = ProbeInput.Classes(features, labels);
        var logs = new double[classes.Length];
        for (var c = 0; c < logs.Length; c++)
            logs[c] = Math.Log(index.Count(i => i == c) / (double)index.Length);
        return new LinearClassifierModel(classes, new(logs.Length, features.Columns, new double[logs.Length * features.Columns]), logs, isProbabilistic: true);
    }
}
