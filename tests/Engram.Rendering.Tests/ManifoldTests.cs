using Engram.Signals.Randomness;

namespace Engram.Rendering.Tests;

public class ManifoldTests
{
    [Fact]
    public void MembershipsAddUpToTheLogarithmOfTheirNumber()
    {
        double[] distances = [0.5, 0.7, 0.8, 1.1, 1.9, 2, 2.4, 3.5];
        var memberships = ManifoldGraph.Memberships(distances);
        Assert.Equal(3, memberships.Sum(), 1e-8); // log₂ 8
        Assert.Equal(1, memberships[0]);
        Assert.Equal(memberships.OrderDescending(), memberships);

        // one σ explains them all
        var sigma = (distances[0] - distances[1]) / Math.Log(memberships[1]);
        Assert.All(distances.Zip(memberships), p => Assert.Equal(Math.Exp((distances[0] - p.First) / sigma), p.Second, 1e-12));
    }

    [Fact]
    public void CopiesOfAPointAreFullMembers()
    {
        var memberships = ManifoldGraph.Memberships([0, 0, 0, 0, 1, 1.5, 2, 4]);
        Assert.Equal([1, 1, 1, 1, 1], memberships[..5]);
        Assert.All(memberships, m => Assert.InRange(m, 0, 1));
        Assert.All(ManifoldGraph.Memberships([0, 0, 0]), m => Assert.Equal(1, m));
    }

    [Fact]
    public void APairsMembershipsAreJoinedByTheirProbabilisticSum()
    {
        var edges = ManifoldGraph.Union([[(1, 0.5), (2, 0.25)], [(0, 0.8)], []]);
        Assert.Equal([(0, 1, 0.5 + 0.8 - 0.4), (0, 2, 0.25), (1, 0, 0.5 + 0.8 - 0.4), (2, 0, 0.25)], edges.Select(e => (e.From, e.To, Math.Round(e.Weight, 12))));
    }

    // the published defaults of the method: a ≈ 1.577, b ≈ 0.895 at 0.1; the other two by scipy's curve_fit (tests/oracles/membership_curve.py)
    [Theory]
    [InlineData(0.1, 1.57694, 0.89506)]
    [InlineData(0.5, 0.58303, 1.33417)]
    [InlineData(0, 1.93281, 0.79049)]
    public void TheCurveIsTheLeastSquaresFit(double minimumDistance, double a, double b)
    {
        var curve = MembershipCurve.Fit(minimumDistance);
        Assert.Equal(a, curve.A, 1e-4);
        Assert.Equal(b, curve.B, 1e-4);
    }

    // tests/oracles/trustworthiness.py: scikit-learn 1.2.1
    [Theory]
    [InlineData(1, 0.9942528735632183)]
    [InlineData(5, 0.9998717948717949)]
    [InlineData(12, 0.9457161981258366)]
    public void TrustworthinessIsThatOfScikitLearn(int neighbours, double expected)
    {
        var points = Enumerable.Range(0, 60).Select(i => Enumerable.Range(0, 5).Select(j => Math.Sin(i * (j + 1) * 0.7) + (i % 3 == j ? 3 : 0)).ToArray()).ToArray();
        Assert.Equal(expected, Projections.Trustworthiness(points, [.. points.Select(p => p[..2])], neighbours), 1e-12);
        Assert.Equal(1, Projections.Trustworthiness(points, points, neighbours));
    }

    // a ribbon rolled up in three dimensions; the margin on t-SNE is 0.02
    [Fact]
    public void NeighboursStayNeighboursAboutAsWellAsInTSne()
    {
        var random = new SeededRandom(11);
        double[][] roll = [.. Enumerable.Range(0, 400).Select(_ =>
        {
            var turn = 4.7 + (9.4 * random.NextDouble());
            return (double[])[turn * Math.Cos(turn), 21 * random.NextDouble(), turn * Math.Sin(turn)];
        })];
        var plane = Projections.Umap(roll, epochs: 200);
        var umap = Projections.Trustworthiness(roll, plane);
        Assert.True(umap > 0.96, $"{umap}");
        Assert.True(umap > Projections.Trustworthiness(roll, Projections.TSne(roll, steps: 400)) - 0.02);
        Assert.True(umap > Projections.Trustworthiness(roll, Projections.PrincipalComponents(roll)) + 0.02);
    }

    [Fact]
    public void ClustersPartAndTheSameSeedGivesTheSameBits()
    {
        var (points, groups) = SimulatedSignals.Clusters(40, 7);
        var plane = Projections.Umap(points, epochs: 150);
        Assert.Equal(plane.SelectMany(p => p), Projections.Umap(points, epochs: 150).SelectMany(p => p));
        Assert.NotEqual(plane[0][0], Projections.Umap(points, epochs: 150, seed: 2)[0][0]);
        double Distance(int i, int j) => Math.Sqrt(Math.Pow(plane[i][0] - plane[j][0], 2) + Math.Pow(plane[i][1] - plane[j][1], 2));
        Assert.All(Enumerable.Range(0, plane.Length), i => Assert.Equal(groups[i], groups[Enumerable.Range(0, plane.Length).Where(j => j != i).MinBy(j => Distance(i, j))]));
    }

    [Fact]
    public void WrongInputIsNamed()
    {
        double[][] points = [[1], [2], [3], [5]];
        Assert.Contains("2 to 3 neighbours", Assert.Throws<ArgumentException>(() => Projections.Umap(points)).Message, StringComparison.Ordinal);
        Assert.Contains("minimum distance", Assert.Throws<ArgumentException>(() => Projections.Umap(points, 2, 1.5)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Projections.Umap(points, 2, epochs: 0));
        Assert.Throws<ArgumentException>(() => Projections.Trustworthiness(points, [[1], [2]], 1));
        Assert.Throws<ArgumentException>(() => Projections.Trustworthiness(points, points, 2));
        Assert.All(Projections.Umap([[1], [1], [1], [1]], 2, epochs: 5).SelectMany(p => p), v => Assert.True(double.IsFinite(v)));
    }
}
