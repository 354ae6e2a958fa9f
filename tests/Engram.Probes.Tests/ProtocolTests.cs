using Engram.Probes.Classifiers;
using Engram.Probes.Protocols;
using Engram.Signals.Randomness;

namespace Engram.Probes.Tests;

public class ProtocolTests
{
    private static readonly ProbeProtocol Small = new()
    {
        Candidates = [new LogisticRegression { Cost = 0.01 }, new LogisticRegression()],
        Seeds = [0, 1],
        Bootstrap = new() { Resamples = 200 },
    };

    [Fact]
    public void AnEncoderThatKnowsBeatsItsControls()
    {
        var task = Task(1, signal: 1.5);
        var report = Small.Run(task);
        Assert.Equal(["encoder", "random weights", "simple features, LDA", "simple features, ridge", "shuffled labels", "majority class"], report.Rows.Select(r => r.Name));
        Assert.InRange(report["encoder"].Interval.Value, 0.85, 1);
        Assert.Equal(0.5, report["majority class"].Interval.Value, 1e-12);
        foreach (var control in report.Rows.Skip(1))
        {
            Assert.InRange(control.Interval.Value, 0.3, 0.72);
            Assert.True(control.Interval.High < report["encoder"].Interval.Low, $"{control.Name}: {control.Interval}");
            Assert.True(control.AdjustedPValue < 0.05 && control.AdjustedPValue >= control.Difference!.PValue, $"{control.Name}: {control.Difference}");
            Assert.Equal(10, control.FoldScores.Count);
        }

        Assert.Equal(report.ToString(), Small.Run(task).ToString());
    }

    [Fact]
    public void AnEncoderThatKnowsNothingIsNoBetterThanItsControls()
    {
        var report = Small.Run(Task(2, signal: 0));
        Assert.True(report["encoder"].Interval.Contains(0.5), $"{report["encoder"].Interval}");
        Assert.All(report.Rows.Skip(1), r => Assert.True(r.AdjustedPValue > 0.05, $"{r.Name}: {r.Difference}"));
    }

    // Every subject has one class and a mark of its own. By samples the mark tells the class; by subjects it tells nothing.
    [Fact]
    public void KnowingTheSubjectDoesNotHelp()
    {
        var random = new SeededRandom(3);
        string[] subjects = [.. Enumerable.Range(0, 120).Select(i => $"S{i / 6:00}")];
        int[] labels = [.. Enumerable.Range(0, 120).Select(i => i / 6 % 2)];
        double[][] marks = [.. Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, 30).Select(_ => 5 * random.NextGaussian()).ToArray())];
        var features = FeatureMatrix.From([.. Enumerable.Range(0, 120).Select(i => marks[i / 6].Select(v => v + (0.1 * random.NextGaussian())).ToArray())]);
        var report = Small.Run(new() { Features = features, Labels = labels, Subjects = subjects, RandomEncoder = null, SimpleFeatures = null });
        Assert.InRange(report["encoder"].Interval.Value, 0.1, 0.75);
        Assert.Equal(["random weights", "simple features"], report.NotRun);
        Assert.Contains("not run", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void NoProbeSeesATestSubject()
    {
        var task = Task(4, signal: 1);
        var spy = new Spy();
        // the last feature is the subject's number, which survives standardisation as an order
        var features = FeatureMatrix.From([.. Enumerable.Range(0, task.Labels.Count).Select(i => (double[])[.. task.Features.Row(i), int.Parse(task.Subjects[i][1..], System.Globalization.CultureInfo.InvariantCulture)])]);
        new ProbeProtocol { Candidates = [spy, spy], Seeds = [5], InnerFolds = 2, Bootstrap = new() { Resamples = 100 } }.Run(task with { Features = features, RandomEncoder = null, SimpleFeatures = null });
        Assert.Equal(5 * 5 * 2, spy.Fits); // five folds, each 2 × 2 to choose and 1 to report, with true and with shuffled labels
    }

    [Fact]
    public void TasksThatCannotBeSplitAreRefused()
    {
        var task = Task(1, signal: 1);
        void Refused(ProbeTask bad, string part)
        {
            var message = Assert.ThrowsAny<ArgumentException>(() => Small.Run(bad)).Message;
            Assert.Contains("Expected", message, StringComparison.Ordinal);
            Assert.Contains(part, message, StringComparison.Ordinal);
        }

        Refused(task with { Subjects = [.. task.Subjects.Select((_, i) => $"S{i % 3}")] }, "3 subjects, got 5");
        Refused(task with { Labels = new int[task.Labels.Count] }, "class 0 only");
        Refused(task with { Labels = [1, 0] }, "got 2");
        Refused(task with { Subjects = ["a"] }, "got 1");
        Refused(task with { SimpleFeatures = task.Features.SelectRows([0, 1]) }, "got 2");
        Refused(task with { RandomEncoder = _ => task.Features.SelectRows([0, 1]) }, "got 2");
        Refused(task with { Labels = [.. task.Subjects.Select(s => s == "S00" ? 1 : 0)] }, "class 0 only");
    }

    [Fact]
    public void ATableIsDrawn()
    {
        var report = Small.Run(Task(1, signal: 1.5));
        var source = new ProbeReportFormatterSource();
        var html = source.CreateTypeFormatters().First();
        using var writer = new StringWriter();
        Assert.Equal(true, html.GetType().GetMethod("Format")!.Invoke(html, [report, writer]));
        Assert.Contains("<table", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("balanced accuracy", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("random weights", report.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => report["other"]);
    }

    // A sine of amplitude A has power A²/2, all of it in its own band.
    [Fact]
    public void BandPowerIsThatOfASine()
    {
        double[] Wave(double frequency, double amplitude) => [.. Enumerable.Range(0, 1000).Select(t => amplitude * Math.Sin(2 * Math.PI * frequency * t / 250))];
        var features = BandPowerFeatures.Of([[Wave(10, 2), Wave(20, 0.5)], [Wave(6, 1), Wave(35, 3)]], 250);
        Assert.Equal((2, 10), (features.Rows, features.Columns));
        Assert.Equal(Math.Log(2), features[0, 2], 0.02);
        Assert.Equal(Math.Log(0.125), features[0, 5 + 3], 0.02);
        Assert.Equal(Math.Log(0.5), features[1, 1], 0.02);
        Assert.Equal(Math.Log(4.5), features[1, 5 + 4], 0.02);
        Assert.True(features[0, 4] < -8, "nothing in gamma");
        Assert.Equal(4, BandPowerFeatures.Of([[Wave(10, 1)]], 60).Columns); // 30 Hz: no gamma
        Assert.Contains("250 samples, got 100", Assert.Throws<ArgumentException>(() => BandPowerFeatures.Of([[new double[100]]], 250)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BandPowerFeatures.Of([], 250));
    }

    private static ProbeTask Task(int seed, double signal)
    {
        var random = new SeededRandom(seed);
        int[] labels = [.. Enumerable.Range(0, 160).Select(i => i % 2)];
        FeatureMatrix Draw(SeededRandom from, double size) => FeatureMatrix.From([.. labels.Select(l => Enumerable.Range(0, 8).Select(j => from.NextGaussian() + (j < 2 ? size * ((2 * l) - 1) : 0)).ToArray())]);
        return new()
        {
            Features = Draw(random, signal),
            Labels = labels,
            Subjects = [.. Enumerable.Range(0, 160).Select(i => $"S{i / 8:00}")],
            RandomEncoder = from => Draw(from, 0),
            SimpleFeatures = Draw(random, 0),
        };
    }

    /// <summary>Checks that no number of a subject that it fits comes again when it predicts.</summary>
    private sealed class Spy : IClassifier
    {
        public int Fits { get; private set; }

        public IClassifierModel Fit(FeatureMatrix features, IReadOnlyList<int> labels)
        {
            Fits++;
            return new Model(new MajorityClass().Fit(features, labels), [.. features.ColumnValues(features.Columns - 1)]);
        }

        private sealed class Model(IClassifierModel model, HashSet<double> seen) : IClassifierModel
        {
            public System.Collections.Immutable.ImmutableArray<int> Classes => model.Classes;

            public FeatureMatrix Scores(FeatureMatrix features)
            {
                Assert.DoesNotContain(features.ColumnValues(features.Columns - 1), seen.Contains);
                return model.Scores(features);
            }
        }
    }
}
