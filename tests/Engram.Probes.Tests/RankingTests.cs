using Engram.Probes.Metrics;

namespace Engram.Probes.Tests;

/// <summary>The curve behind the area, and precision and recall of the best-ranked (check 7 of the sae-circuits sheet).</summary>
public class RankingTests
{
    private static readonly int[] Labels = [1, 0, 1, 0, 0, 1, 0];

    [Fact]
    public void TheTruthScoresOneAndConstantsAHalf()
    {
        Assert.Equal(1, RocAuc.Of([.. Labels.Select(l => (double)l)], Labels));
        Assert.Equal(0.5, RocAuc.Of(new double[7], Labels));
        Assert.Equal([0, 1], RocCurve.Of(new double[7], Labels).TruePositiveRate);
        var top = PrecisionRecall.AtTop([.. Labels.Select(l => (double)l)], Labels, 3);
        Assert.Equal((1, 1, 1), (top.Precision, top.Recall, top.F1));
        Assert.Equal(3 / 7.0, PrecisionRecall.AtTop(new double[7], Labels, 3).Precision, 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheAreaUnderTheCurveIsTheAreaByRanks(int seed)
    {
        var random = new Random(seed);
        var scores = Enumerable.Range(0, 60).Select(_ => (double)random.Next(12)).ToArray(); // many ties
        var labels = Enumerable.Range(0, 60).Select(_ => random.Next(2)).ToArray();
        var curve = RocCurve.Of(scores, labels);
        var area = Enumerable.Range(1, curve.FalsePositiveRate.Count - 1).Sum(i =>
            (curve.FalsePositiveRate[i] - curve.FalsePositiveRate[i - 1]) * (curve.TruePositiveRate[i] + curve.TruePositiveRate[i - 1]) / 2);
        Assert.Equal(RocAuc.Of(scores, labels), area, 12);
    }

    [Fact]
    public void PrecisionAndRecallByHand()
    {
        var two = PrecisionRecall.AtTop([7, 6, 5, 4, 3, 2, 1], Labels, 4);
        Assert.Equal(0.5, two.Precision, 12);
        Assert.Equal(2 / 3.0, two.Recall, 12);
        Assert.Equal(4 / 7.0, two.F1, 12);
        Assert.Equal(0, PrecisionRecall.AtTop([1, 9, 1, 1, 1, 1, 1], Labels, 1).F1);
    }

    [Fact]
    public void OneClassOrTooManyIsRefused()
    {
        Assert.Throws<ArgumentException>(() => RocCurve.Of([1, 2], [1, 1]));
        Assert.Throws<ArgumentException>(() => PrecisionRecall.AtTop([1, 2], [0, 0], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrecisionRecall.AtTop([1, 2], [0, 1], 3));
    }
}
