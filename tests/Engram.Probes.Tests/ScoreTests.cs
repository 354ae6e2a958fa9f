using Engram.Probes.Metrics;
using Engram.Signals.Randomness;

namespace Engram.Probes.Tests;

public class ScoreTests
{
    private static readonly System.Text.Json.JsonElement Expected = ProbeOracle.Part("classification");
    private static readonly int[] Classes = [2, 5, 9];

    private static FeatureMatrix Probabilities { get; } = ProbeOracle.Matrix(Expected.GetProperty("probabilities"));

    private static int[] Truth { get; } = ProbeOracle.Integers(Expected.GetProperty("truth"));

    private static int[] Guess { get; } = ProbeOracle.Integers(Expected.GetProperty("guess"));

    [Fact]
    public void CountsOfClassesAreScikitLearns()
    {
        var matrix = ConfusionMatrix.Of(Truth, Guess);
        var counts = ProbeOracle.Table(Expected.GetProperty("confusion"));
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
                Assert.Equal(counts[i, j], matrix[i, j]);
        }

        Same("accuracy", matrix.Accuracy);
        Same("balanced", matrix.BalancedAccuracy);
        Same("kappa", matrix.CohenKappa);
        Same("macro_f1", matrix.MacroF1);
        Same("weighted_f1", matrix.WeightedF1);
    }

    [Fact]
    public void AreasAreScikitLearns()
    {
        var (multi, scores) = (ProbeOracle.Table(Expected.GetProperty("multi")), ProbeOracle.Matrix(Expected.GetProperty("multi_scores")));
        var (binary, ofSecond) = (ProbeOracle.Integers(Expected.GetProperty("binary")), Probabilities.ColumnValues(1));
        Same("auroc_macro", RocAuc.MacroOneVersusRest(Probabilities, Truth, Classes));
        Same("auroc_multi", RocAuc.MultiLabel(scores, multi));
        Same("auroc_binary", RocAuc.Of(ofSecond, binary));
        Same("auprc_macro", AveragePrecision.MacroOneVersusRest(Probabilities, Truth, Classes));
        Same("auprc_multi", AveragePrecision.MultiLabel(scores, multi));
        Same("auprc_binary", AveragePrecision.Of(ofSecond, binary));
    }

    [Fact]
    public void CalibrationIsScikitLearns()
    {
        var (binary, ofSecond) = (ProbeOracle.Integers(Expected.GetProperty("binary")), Probabilities.ColumnValues(1));
        Same("brier", Calibration.Brier(ofSecond, binary));
        var curve = ReliabilityCurve.Of(ofSecond, binary, 5);
        ProbeOracle.Equal(Expected.GetProperty("observed"), [.. curve.Bins.Select(b => b.Observed)], 1e-10);
        ProbeOracle.Equal(Expected.GetProperty("predicted"), [.. curve.Bins.Select(b => b.Predicted)], 1e-10);
        Assert.Equal(2 * Calibration.Brier(ofSecond, binary), Calibration.Brier(FeatureMatrix.From([.. ofSecond.Select(p => new[] { 1 - p, p })]), binary, [0, 1]), 1e-12);
    }

    // By hand: both trials at 0.9 right and both at 0.6 wrong miss by 0.1 and by 0.6.
    [Fact]
    public void TheExpectedErrorIsTheMeanGapOfItsBins()
    {
        FeatureMatrix p = new double[,] { { 0.9, 0.1 }, { 0.1, 0.9 }, { 0.6, 0.4 }, { 0.4, 0.6 } };
        Assert.Equal(0.35, Calibration.ExpectedError(p, [3, 4, 4, 3], [3, 4]), 1e-12);
        Assert.Throws<ArgumentException>(() => Calibration.Brier([1.5], [1]));
    }

    // Labels drawn with the probability that is predicted leave sampling error only.
    [Fact]
    public void TrueProbabilitiesAreCalibrated()
    {
        var random = new SeededRandom(4);
        double[] p = [.. Enumerable.Range(0, 20000).Select(_ => random.NextDouble())];
        int[] labels = [.. p.Select(v => random.NextDouble() < v ? 1 : 0)];
        Assert.InRange(ReliabilityCurve.Of(p, labels).ExpectedError, 0, 0.015);
        Assert.InRange(ReliabilityCurve.Of([.. p.Select(v => v * v)], labels).ExpectedError, 0.1, 0.2); // ∫ p - p² = 1/6
    }

    [Fact]
    public void PartitionsAgreeAsScikitLearnSays()
    {
        var agreement = ClusterAgreement.Of(Truth, Guess);
        Same("rand", agreement.AdjustedRand);
        Same("nmi", agreement.NormalisedMutualInformation);
        Assert.Equal(new(1, 1), ClusterAgreement.Of([0, 0, 1, 1], [5, 5, 3, 3]));
        Same("silhouette", Silhouette.Of(ProbeOracle.Matrix(ProbeOracle.Part("x")), ProbeOracle.Integers(ProbeOracle.Part("labels"))));
    }

    [Fact]
    public void RegressionScoresAreScikitLearns()
    {
        var expected = ProbeOracle.Part("regression");
        var scores = RegressionScores.OfEach(ProbeOracle.Matrix(ProbeOracle.Part("y")), ProbeOracle.Matrix(expected.GetProperty("fit")));
        for (var k = 0; k < 2; k++)
            ProbeOracle.Equal(expected.GetProperty("scores")[k], [scores[k].R2, scores[k].MeanAbsoluteError, scores[k].MeanSquaredError, scores[k].Pearson, scores[k].Spearman], 1e-10);
        Assert.Throws<ArgumentException>(() => RegressionScores.Of([1, 1], [1, 2]));
        Assert.Equal(double.NaN, RegressionScores.Of([1, 2], [1, 1]).Pearson);
    }

    [Fact]
    public void InputThatHasNoScoreIsRefused()
    {
        Assert.Contains("both classes", Assert.Throws<ArgumentException>(() => AveragePrecision.Of([1, 2], [0, 0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RocAuc.Of([double.NaN, 2], [0, 1]));
        Assert.Throws<ArgumentException>(() => RocAuc.Of([1, 2], [0, 2]));
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of([], []));
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of([1], [1, 2]));
        Assert.Contains("got 7", Assert.Throws<ArgumentException>(() => RocAuc.MacroOneVersusRest(new double[,] { { 1, 2 }, { 2, 1 } }, [7, 1], [1, 2])).Message, StringComparison.Ordinal);
    }

    private static void Same(string name, double actual) => Assert.Equal(Expected.GetProperty(name).GetDouble(), actual, 1e-10);
}
