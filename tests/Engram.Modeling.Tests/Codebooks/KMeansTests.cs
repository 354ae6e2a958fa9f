using System.Text.Json;
using Engram.Modeling.Codebooks;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Codebooks;

public class KMeansTests
{
    private static readonly JsonElement Fixture = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "codebooks.json"))).RootElement;

    [Fact]
    public void AgreesWithScikitLearnFromOneStart()
    {
        using var scope = NewDisposeScope();
        var points = Wave();
        var result = KMeans.Lloyd(points, points.narrow(0, 0, 12), tolerance: 0);
        Assert.Equal(Fixture.GetProperty("labels").Deserialize<long[]>()!, result.Codes.data<long>().ToArray());
        Assert.Equal(1, result.Inertia / Fixture.GetProperty("inertia").GetDouble(), 12);
        Assert.True(result.Centres.allclose(tensor(Fixture.GetProperty("centres").Deserialize<double[][]>()!.SelectMany(r => r).ToArray()).reshape(12, 5), 1e-12, 1e-12));
    }

    [Fact]
    public void NearestCodesAgreeWithTorch()
    {
        using var scope = NewDisposeScope();
        var points = Wave();
        Assert.Equal(Fixture.GetProperty("nearest").Deserialize<long[]>()!, NearestCode.Find(points.narrow(0, 300, 300), points.narrow(0, 0, 300)).data<long>().ToArray());
    }

    [Theory]
    [InlineData(700, 900, 7)] // several blocks
    [InlineData(50, 1, 3)]
    [InlineData(1, 50, 3)]
    public void NearestCodesAgreeWithBruteForceInDoublePrecision(int n, int size, int width)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        // an offset far larger than the distances: single precision alone would choose wrongly
        var (vectors, codes) = (randn(n, width) + 1000, randn(size, width) + 1000);
        var brute = (vectors.to_type(float64).unsqueeze(1) - codes.to_type(float64).unsqueeze(0)).square().sum([-1L]).argmin(1);
        Assert.True(NearestCode.Find(vectors, codes).equal(brute).all().ToBoolean());
        if (size > 1)
            Assert.False((codes.square().sum([1L]) * 0.5 - matmul(vectors, codes.t())).argmin(1).equal(brute).all().ToBoolean());
    }

    [Fact]
    public void TiesGoToTheLowestIndex()
    {
        using var scope = NewDisposeScope();
        var codes = tensor(new[] { 5f, 1, -1, 1, 5 }).reshape(5, 1);
        Assert.Equal([1L, 0, 2, 1], NearestCode.Find(tensor(new[] { 0f, 7, -3, 1 }).reshape(4, 1), codes).data<long>().ToArray());
    }

    [Fact]
    public void FindsSeparatedClusters()
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        var truth = arange(600, int64).remainder(8);
        var centres = randn(8, 4) * 20;
        var data = centres.index_select(0, truth) + randn(600, 4) * 0.1;
        var book = new KMeansCodebook(new() { Codes = 8, Width = 4, Starts = 2, Seed = 1 });
        var result = book.Fit(data);
        Assert.Equal(8, result.Codes.data<long>().ToArray().Zip(truth.data<long>().ToArray()).Distinct().Count()); // one code a cluster
        Assert.True(cdist(centres, book.Centres).amin([1L]).max().ToDouble() < 0.1);
        Assert.Equal(8, CodeUsage.Of(result.Codes, 8).Perplexity, 6);
        Assert.Equal(0, CodeUsage.Of(result.Codes, 8).Dead);
    }

    [Fact]
    public void EachRoundLowersTheInertia()
    {
        using var scope = NewDisposeScope();
        var points = Wave();
        var inertia = Enumerable.Range(1, 10).Select(i => KMeans.Lloyd(points, points.narrow(0, 0, 12), i, 0).Inertia).ToArray();
        Assert.All(inertia.Zip(inertia[1..]), pair => Assert.True(pair.Second <= pair.First));
        Assert.True(inertia[^1] < inertia[0]);
    }

    [Fact]
    public void EmptyCentresMoveAndEqualPointsAreNoTrap()
    {
        using var scope = NewDisposeScope();
        var points = Wave();
        var start = cat([points.narrow(0, 0, 2), full([3, 5], 100.0, float64)]); // three centres that no point is near
        Assert.Equal(0, CodeUsage.Of(KMeans.Lloyd(points, start).Codes, 5).Dead);
        var equal = new KMeansCodebook(new() { Codes = 4, Width = 2 });
        Assert.Equal(0, equal.Fit(ones(10, 2)).Inertia);
    }

    [Fact]
    public void BadInputIsNamed()
    {
        using var scope = NewDisposeScope();
        var book = new KMeansCodebook(new() { Codes = 4, Width = 2 });
        Assert.Contains("3 vectors and 4", Assert.Throws<ArgumentException>(() => book.Fit(zeros(3, 2))).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => book.Fit(full([9, 2], float.NaN))).Message);
        Assert.Contains("width = 2", Assert.Throws<ArgumentException>(() => book.Fit(zeros(9, 3))).Message);
        Assert.Contains("Fit", Assert.Throws<InvalidOperationException>(() => book.Encode(zeros(9, 2))).Message);
        Assert.Contains("float64", Assert.Throws<ArgumentException>(() => NearestCode.Find(zeros(2, 2), zeros([2, 2], float64))).Message, StringComparison.OrdinalIgnoreCase);
    }

    private static Tensor Wave()
    {
        var values = new double[600 * 5];
        for (var i = 0; i < 600; i++)
        {
            for (var d = 0; d < 5; d++)
                values[(i * 5) + d] = (float)(Math.Sin((0.37 * i) + (1.3 * d)) + (0.5 * Math.Cos(0.11 * i * d)));
        }

        return tensor(values).reshape(600, 5);
    }
}
