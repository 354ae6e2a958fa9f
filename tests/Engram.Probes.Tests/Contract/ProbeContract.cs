using Engram.Signals.Randomness;

namespace Engram.Probes.Tests.Contract;

/// <summary>What every probe keeps, whatever it learns.</summary>
internal static class ProbeContract
{
    private static readonly int[] Order = [3, 0, 4, 1, 2];

    /// <summary>Three classes apart by two deviations, 40 samples each.</summary>
    public static (FeatureMatrix Features, int[] Labels) Data { get; } = Draw(120, 1);

    private static FeatureMatrix Others { get; } = Draw(60, 2).Features;

    private static int[] OtherLabels { get; } = Draw(60, 2).Labels;

    /// <summary>Checks a classifier.</summary>
    /// <param name="probe">The probe.</param>
    /// <param name="tolerance">How far scores may be apart that should be equal.</param>
    /// <param name="learns">Whether it looks at the features.</param>
    /// <param name="isStepwise">Whether it is trained step by step from random weights: then scores are equal on average only.</param>
    public static void Check(IClassifier probe, double tolerance, bool learns, bool isStepwise = false)
    {
        var model = probe.Fit(Data.Features, Data.Labels);
        var scores = model.Scores(Others);
        Assert.Equal([0, 1, 2], model.Classes);
        Assert.Equal((60, 3), (scores.Rows, scores.Columns));
        Bits("fit twice", scores, probe.Fit(Data.Features, Data.Labels).Scores(Others));
        Near("order of features", scores, probe.Fit(Data.Features.SelectColumns(Order), Data.Labels).Scores(Others.SelectColumns(Order)), tolerance, isStepwise);
        int[] backwards = [.. Enumerable.Range(0, 120).Reverse()];
        Near("order of samples", scores, probe.Fit(Data.Features.SelectRows(backwards), [.. backwards.Select(i => Data.Labels[i])]).Scores(Others), tolerance, isStepwise);
        // the classes 0, 1, 2 become 50, -7, 9: their columns are then in the order 1, 2, 0
        int[] names = [50, -7, 9];
        var renamed = probe.Fit(Data.Features, [.. Data.Labels.Select(l => names[l])]);
        Assert.Equal([-7, 9, 50], renamed.Classes);
        Near("names of classes", scores.SelectColumns([1, 2, 0]), renamed.Scores(Others), tolerance, isStepwise);
        var right = model.Predict(Others).Zip(OtherLabels, (p, l) => p == l ? 1.0 : 0).Average();
        Assert.True(learns ? right > 0.8 : right < 0.5, $"{right} of the samples are right");
        // each cluster falls to some class, so a single shuffle may be all right or all wrong; their mean is chance
        var shuffled = Enumerable.Range(0, 12).Average(seed =>
        {
            int[] mixed = [.. new SeededRandom(seed).Permutation(120).Select(i => Data.Labels[i])];
            return probe.Fit(Data.Features, mixed).Predict(Others).Zip(OtherLabels, (p, l) => p == l ? 1.0 : 0).Average();
        });
        Assert.InRange(shuffled, 0.12, 0.55);

        Refused("one class", () => probe.Fit(Data.Features, new int[120]));
        Refused("fewer labels", () => probe.Fit(Data.Features, [0, 1]));
        Refused("no label", () => probe.Fit(Data.Features, []));
        Refused("other features", () => model.Scores(Others.SelectColumns([0, 1])));
        Bits("after refusals", scores, model.Scores(Others));
    }

    public static void Check(IRegressor probe, double tolerance)
    {
        var random = new SeededRandom(3);
        FeatureMatrix Targets(FeatureMatrix x) => FeatureMatrix.From([.. Enumerable.Range(0, x.Rows).Select(i => new[] { x[i, 0] - (2 * x[i, 1]), x[i, 2] + 5 })]);
        var (targets, truth) = (Targets(Data.Features), Targets(Others));
        var model = probe.Fit(Data.Features, targets);
        var predicted = model.Predict(Others);
        Assert.Equal((60, 2), (predicted.Rows, predicted.Columns));
        Bits("fit twice", predicted, probe.Fit(Data.Features, targets).Predict(Others));
        Near("order of features", predicted, probe.Fit(Data.Features.SelectColumns(Order), targets).Predict(Others.SelectColumns(Order)), tolerance);
        int[] backwards = [.. random.Permutation(120)];
        Near("order of samples", predicted, probe.Fit(Data.Features.SelectRows(backwards), targets.SelectRows(backwards)).Predict(Others), tolerance);
        Near("order of outputs", predicted.SelectColumns([1, 0]), probe.Fit(Data.Features, targets.SelectColumns([1, 0])).Predict(Others), tolerance);
        Assert.All(Metrics.RegressionScores.OfEach(truth, predicted), s => Assert.True(s.R2 > 0.4, $"R2 {s.R2}"));
        Refused("fewer targets", () => probe.Fit(Data.Features, FeatureMatrix.Column([1, 2])));
        Refused("other features", () => model.Predict(Others.SelectColumns([0, 1])));
        Bits("after refusals", predicted, model.Predict(Others));
    }

    /// <summary>A refusal says what was expected and what came.</summary>
    public static void Refused(string what, Action action)
    {
        var error = Record.Exception(action);
        Assert.True(error is ArgumentException, $"{what}: {error?.GetType().Name ?? "nothing"} was thrown");
        Assert.True(error!.Message.Contains("Expected", StringComparison.Ordinal) && error.Message.Contains("got", StringComparison.Ordinal), $"{what}: {error.Message}");
    }

    private static void Bits(string what, FeatureMatrix a, FeatureMatrix b) => Assert.True(a.Values.SequenceEqual(b.Values), $"{what}: other bits");

    private static void Near(string what, FeatureMatrix a, FeatureMatrix b, double tolerance, bool isStepwise = false)
    {
        if (isStepwise)
        {
            var apart = Enumerable.Range(0, a.Values.Length).Average(i => Math.Abs(a.Values[i] - b.Values[i]));
            Assert.True(apart <= tolerance, $"{what}: {apart} apart on average");
            return;
        }

        for (var i = 0; i < a.Values.Length; i++)
            Assert.True(Math.Abs(a.Values[i] - b.Values[i]) <= tolerance, $"{what}: {a.Values[i]} and {b.Values[i]} at {i}");
    }

    private static (FeatureMatrix Features, int[] Labels) Draw(int count, int seed)
    {
        var random = new SeededRandom(seed);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 3)];
        return (FeatureMatrix.From([.. labels.Select(l => Enumerable.Range(0, 5).Select(j => random.NextGaussian() + (j == l ? 3 : 0)).ToArray())]), labels);
    }
}
