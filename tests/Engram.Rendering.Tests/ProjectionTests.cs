using Engram.Signals.Randomness;

namespace Engram.Rendering.Tests;

public class ProjectionTests
{
    [Fact]
    public void TheGradientIsThatOfTheDivergence()
    {
        var random = new SeededRandom(3);
        var embedding = new NeighbourEmbedding([.. Enumerable.Range(0, 12).Select(_ => (double[])[random.NextGaussian(), random.NextGaussian(), random.NextGaussian()])], 3, 1);
        var layout = Enumerable.Range(0, 24).Select(_ => random.NextGaussian()).ToArray();
        var gradient = new double[layout.Length];
        embedding.Gradient(layout, 1, gradient);
        for (var i = 0; i < layout.Length; i++)
        {
            double At(double shift)
            {
                var moved = (double[])layout.Clone();
                moved[i] += shift;
                return embedding.Divergence(moved);
            }

            Assert.Equal((At(1e-5) - At(-1e-5)) / 2e-5, gradient[i], 1e-6);
        }
    }

    [Fact]
    public void ProbabilitiesSumToOneAndHaveTheAskedPerplexity()
    {
        // on a ring all points are alike, so that joint and conditional probabilities agree up to 1/n
        const int Count = 60;
        var ring = Enumerable.Range(0, Count).Select(i => (double[])[Math.Cos(2 * Math.PI * i / Count), Math.Sin(2 * Math.PI * i / Count)]).ToArray();
        var embedding = new NeighbourEmbedding(ring, 12, 1);
        Assert.Equal(1, Enumerable.Range(0, Count * Count).Sum(k => embedding.Probability(k / Count, k % Count)), 1e-6);
        var row = Enumerable.Range(0, Count).Select(j => embedding.Probability(0, j) * Count).Where(v => v > 1e-9).ToArray();
        Assert.Equal(12, Math.Exp(-row.Sum(v => v * Math.Log(v))), 0.01);
    }

    // tests/oracles/neighbour_embedding.py: scikit-learn 1.2.1
    [Fact]
    public void ProbabilitiesAndDivergenceAreThoseOfScikitLearn()
    {
        var points = Enumerable.Range(0, 60).Select(i => Enumerable.Range(0, 5).Select(j => Math.Sin(i * (j + 1) * 0.7) + (i % 3 == j ? 3 : 0)).ToArray()).ToArray();
        var embedding = new NeighbourEmbedding(points, 10, 1);
        foreach (var (i, j, expected) in ((int, int, double)[])[(0, 3, 0.0003409416441507747), (0, 1, 1.5542154544433425e-08), (10, 13, 0.00010059492214375761), (20, 50, 4.724965522272537e-05), (59, 2, 5.0521997286100266e-05)])
            Assert.Equal(expected, embedding.Probability(i, j), 1e-3 * expected);
        var plane = embedding.Run(3000);
        Assert.InRange(embedding.Divergence([.. plane.SelectMany(p => p)]), 0.03359, 0.03365);
    }

    [Fact]
    public void ClustersStayTogetherAndTheSameSeedGivesTheSameBits()
    {
        var (points, groups) = SimulatedSignals.Clusters(20, 7);
        var plane = Projections.TSne(points, 10, 300);
        Assert.Equal(plane.SelectMany(p => p), Projections.TSne(points, 10, 300).SelectMany(p => p));
        Assert.NotEqual(plane[0][0], Projections.TSne(points, 10, 300, seed: 2)[0][0]);
        var together = Enumerable.Range(0, plane.Length).Count(i =>
            groups[i] == groups[Enumerable.Range(0, plane.Length).Where(j => j != i).MinBy(j => Math.Pow(plane[i][0] - plane[j][0], 2) + Math.Pow(plane[i][1] - plane[j][1], 2))]);
        Assert.Equal(plane.Length, together);
    }

    [Fact]
    public void PrincipalComponentsOfALineAreTheLine()
    {
        // points on 3 · direction (0.6, 0.8, 0): one component of variance, none beside it
        var plane = Projections.PrincipalComponents([.. Enumerable.Range(-2, 5).Select(i => (double[])[1 + (0.6 * i), 2 + (0.8 * i), 5])]);
        Assert.Equal([-2, -1, 0, 1, 2], plane.Select(p => Math.Round(p[0], 9)));
        Assert.All(plane, p => Assert.Equal(0, p[1], 1e-9));
    }

    [Fact]
    public void WrongInputIsNamed()
    {
        Assert.Contains("perplexity from 1 to a third", Assert.Throws<ArgumentException>(() => Projections.TSne([[1], [2], [3], [4]], 30)).Message);
        Assert.Throws<ArgumentException>(() => Projections.TSne([[1], [double.NaN], [3], [4]], 1));
        Assert.Throws<ArgumentException>(() => Projections.PrincipalComponents([[1, 2], [3]]));
        Assert.Throws<ArgumentException>(() => Projections.PrincipalComponents([]));
    }
}
