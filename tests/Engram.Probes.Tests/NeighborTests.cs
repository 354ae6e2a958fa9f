using Engram.Probes.Neighbors;
using Engram.Signals.Randomness;

namespace Engram.Probes.Tests;

public class NeighborTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NeighborsAndTheirVotesAreScikitLearns(int number)
    {
        var expected = ProbeOracle.Part("neighbors")[number];
        var metric = expected.GetProperty("metric").GetString() == "cosine" ? NeighborMetric.Cosine : NeighborMetric.Euclidean;
        var isWeighted = expected.GetProperty("weighted").GetBoolean();
        var table = new NearestNeighbors(ProbeOracle.Train, metric).Query(ProbeOracle.Test, 5);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(ProbeOracle.Integers(expected.GetProperty("indices")[i]), table.Indices[i]);
            ProbeOracle.Equal(expected.GetProperty("distances")[i], table.Distances[i], 1e-7);
        }

        var classes = new NearestNeighborClassifier { Count = 5, Metric = metric, IsDistanceWeighted = isWeighted }.Fit(ProbeOracle.Train, ProbeOracle.TrainLabels("labels"));
        ProbeOracle.Equal(expected.GetProperty("probabilities"), classes.Scores(ProbeOracle.Test), 1e-7);
        var targets = ProbeOracle.Matrix(ProbeOracle.Part("y")).SelectRows([.. Enumerable.Range(0, 60)]);
        var numbers = new NearestNeighborRegressor { Count = 5, Metric = metric, IsDistanceWeighted = isWeighted }.Fit(ProbeOracle.Train, targets);
        ProbeOracle.Equal(expected.GetProperty("predicted"), numbers.Predict(ProbeOracle.Test), 1e-7);
    }

    // Sizes beside whole panels and tiles, offsets that single precision cannot resolve, copies, and numbers beyond its range.
    [Theory]
    [InlineData(1, 1, 1, 1, 0, 1)]
    [InlineData(31, 7, 3, 31, 0, 1)]
    [InlineData(33, 9, 1, 4, 0, 1)]
    [InlineData(400, 130, 17, 10, 0, 1)]
    [InlineData(400, 65, 5, 3, 1e7, 1)]
    [InlineData(200, 20, 4, 5, 0, 1e200)]
    [InlineData(200, 20, 4, 5, 0, 1e-200)]
    public void TheSearchIsExact(int references, int queries, int features, int count, double offset, double size)
    {
        var random = new SeededRandom(references);
        FeatureMatrix Draw(int rows) => new(rows, features, [.. Enumerable.Range(0, rows * features).Select(_ => size * (offset + Math.Round(random.NextGaussian(), 2)))]);
        var (reference, query) = (Draw(references), Draw(queries));
        foreach (var metric in Enum.GetValues<NeighborMetric>())
        {
            if (size > 1e100 && metric == NeighborMetric.Euclidean)
                continue; // the distances themselves overflow double precision
            var table = new NearestNeighbors(reference, metric).Query(query, count, threads: 3);
            for (var q = 0; q < queries; q++)
            {
                var distances = Enumerable.Range(0, references).Select(r => Distance(query.Row(q), reference.Row(r), metric)).ToArray();
                var expected = Enumerable.Range(0, references).OrderBy(r => distances[r]).Take(count).ToArray();
                for (var rank = 0; rank < count; rank++)
                {
                    // cosines of other roundings may exchange equals
                    Assert.Equal(distances[expected[rank]], table.Distances[q][rank], metric == NeighborMetric.Cosine ? 1e-14 : 1e-12 * Math.Max(size, distances[expected[rank]]));
                    if (metric == NeighborMetric.Euclidean && offset == 0 && size == 1)
                        Assert.Equal(expected[rank], table.Indices[q][rank]);
                }
            }
        }
    }

    [Fact]
    public void CopiesComeInTheirOrderAndFarQueriesAreMeasured()
    {
        var copies = new double[300, 2];
        var table = new NearestNeighbors(copies).Query(new double[,] { { 0, 0 }, { 1e30, 0 }, { 3, 4 } }, 4);
        Assert.All(table.Indices, row => Assert.Equal([0, 1, 2, 3], row));
        Assert.Equal([0, 1e30, 5], table.Distances.Select(row => row[3]));
        Assert.Equal(1, new NearestNeighbors(copies, NeighborMetric.Cosine).Query(new double[,] { { 1, 0 } }, 1).Distances[0][0]);
    }

    [Fact]
    public void TooManyNeighborsAreRefused()
    {
        Assert.Contains("1 to 60", Assert.Throws<ArgumentOutOfRangeException>(() => new NearestNeighbors(ProbeOracle.Train).Query(ProbeOracle.Test, 61)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NearestNeighborClassifier { Count = 61 }.Fit(ProbeOracle.Train, ProbeOracle.TrainLabels("labels")));
        Assert.Contains("Expected 6 features", Assert.Throws<ArgumentException>(() => new NearestNeighbors(ProbeOracle.Train).Query(new double[,] { { 1 } }, 1)).Message, StringComparison.Ordinal);
    }

    private static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b, NeighborMetric metric)
    {
        double squares = 0, dot = 0, first = 0, second = 0;
        var scale = metric == NeighborMetric.Cosine ? Math.Max(1e-300, Math.Abs(a[0])) : 1;
        for (var i = 0; i < a.Length; i++)
        {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
            var (x, y) = (a[i] / scale, b[i] / scale);
            (dot, first, second) = (dot + (x * y), first + (x * x), second + (y * y));
        }

        return metric == NeighborMetric.Euclidean ? Math.Sqrt(squares) : first * second == 0 ? 1 : Math.Max(0, 1 - (dot / Math.Sqrt(first) / Math.Sqrt(second)));
    }
}
