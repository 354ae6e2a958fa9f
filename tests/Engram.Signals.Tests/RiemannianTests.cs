using Engram.Signals.Covariance;
using Engram.Signals.Decomposition;
using Engram.Signals.Randomness;
using Engram.Signals.Riemannian;

namespace Engram.Signals.Tests;

public class RiemannianTests
{
    private static readonly SymmetricMatrix[] Matrices = [.. ProcessingOracle.Values.GetProperty("spd").EnumerateArray()
        .Select(m => ProcessingOracle.Matrix(m)).Select(rows => new SymmetricMatrix(rows.Length, [.. rows.SelectMany(r => r)]))];

    [Fact]
    public void MeansEqualThoseByGeneralMatrixFunctions()
    {
        var (mean, hasConverged) = SpdManifold.Mean(Matrices, 1e-12);
        Assert.True(hasConverged);
        ProcessingOracle.Close(Flat("karcher_mean"), mean.Values.ToArray(), 1e-8);
        ProcessingOracle.Close(Flat("log_euclidean_mean"), SpdManifold.LogEuclideanMean(Matrices).Values.ToArray(), 1e-8);
        Assert.Equal(SpdManifold.Mean(Matrices, threads: 1).Mean.Values.ToArray(), SpdManifold.Mean(Matrices).Mean.Values.ToArray());
    }

    [Fact]
    public void TangentVectorsEqualTheFormulaAndComeBack()
    {
        var space = new TangentSpace(SpdManifold.Mean(Matrices, 1e-13).Mean);
        var expected = ProcessingOracle.Matrix(ProcessingOracle.Values.GetProperty("tangent"));
        var vectors = space.Vectorise(Matrices);
        for (var i = 0; i < 3; i++)
            ProcessingOracle.Close(expected[i], vectors[i], 1e-8);
        for (var i = 0; i < Matrices.Length; i++)
        {
            Assert.All(space.Vectorise(Matrices[i]).Zip(vectors[i]), p => Assert.Equal(p.First, p.Second, 11));
            Assert.All(space.ToMatrix(vectors[i]).Values.ToArray().Zip(Matrices[i].Values.ToArray()), p => Assert.Equal(p.First, p.Second, 10));
        }

        Assert.Throws<ArgumentException>(() => space.ToMatrix([1, 2]));
    }

    [Fact]
    public void ManyDistancesAreThoseOneByOne()
    {
        var distances = SpdManifold.Distances(Matrices, Matrices[3]);
        for (var i = 0; i < Matrices.Length; i++)
            Assert.Equal(SpdManifold.Distance(Matrices[i], Matrices[3]), distances[i], 6);
        Assert.Empty(SpdManifold.Distances([], Matrices[0]));
    }

    [Fact]
    public void TheGeodesicDividesTheDistanceAndIsInvariant()
    {
        var (a, b) = (Matrices[0], Matrices[1]);
        var point = SpdManifold.Geodesic(a, b, 0.3);
        Assert.Equal(0.3 * SpdManifold.Distance(a, b), SpdManifold.Distance(a, point), 9);
        Assert.Equal(0.7 * SpdManifold.Distance(a, b), SpdManifold.Distance(point, b), 9);
        var w = Matrices[2];
        Assert.Equal(SpdManifold.Distance(a, b), SpdManifold.Distance(a.Congruence(w), b.Congruence(w)), 8);
        var square = a.Map(v => v * v);
        Assert.Equal(SpdManifold.Log(a).FrobeniusNorm, SpdManifold.LogEuclideanDistance(square, a), 9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(40)]
    [InlineData(60)]
    public void DecompositionsRebuildTheMatrix(int n)
    {
        var random = new SeededRandom(n);
        var rows = Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, 2 * n + 3).Select(_ => random.NextGaussian()).ToArray()).ToArray();
        var matrix = CovarianceEstimator.Sample(rows);
        Assert.All(matrix.Map(v => v).Values.ToArray().Zip(matrix.Values.ToArray()), p => Assert.Equal(p.First, p.Second, 12));
        var values = matrix.Eigenvalues();
        Assert.Equal(values.Order(), values);
        Assert.Equal(matrix.Trace, values.Sum(), 10);
    }

    [Fact]
    public void TheMeanOfMatricesFarApartIsStillFound()
    {
        // Wᵀ D W with eigenvalues over twelve decades in different directions
        var random = new SeededRandom(11);
        var far = Enumerable.Range(0, 9).Select(i =>
        {
            var rows = Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 12).Select(_ => random.NextGaussian()).ToArray()).ToArray();
            var exponent = (i % 3) - 1;
            return CovarianceEstimator.Sample(rows).Map(v => Math.Pow(v, 1 + (3 * exponent * exponent)) * Math.Pow(10, 2 * exponent));
        }).ToList();
        var (mean, hasConverged) = SpdManifold.Mean(far, 1e-9, 200);
        Assert.True(hasConverged);
        // at the mean the tangent vectors cancel
        var sum = new double[10];
        foreach (var vector in new TangentSpace(mean).Vectorise(far))
        {
            for (var k = 0; k < sum.Length; k++)
                sum[k] += vector[k];
        }

        Assert.All(sum, v => Assert.Equal(0, v, 6));
    }

    [Fact]
    public void NotPositiveOrNotFiniteMatricesAreRefused()
    {
        Assert.Throws<ArithmeticException>(() => SpdManifold.Mean([Matrices[0], new SymmetricMatrix(5, [.. Matrices[0].Values.ToArray().Select(v => -v)])]));
        Assert.Throws<ArithmeticException>(() => new SymmetricMatrix(2, [double.NaN, 0, 0, 1]).Eigenvalues());
        Assert.Throws<ArgumentException>(() => SpdManifold.Mean([Matrices[0], SymmetricMatrix.Identity(4)]));
        Assert.Throws<ArgumentException>(() => SpdManifold.Mean([]));
    }

    [Fact]
    public void AlignedTrialsHaveTheIdentityAsMean()
    {
        var random = new SeededRandom(3);
        var trials = Enumerable.Range(0, 20).Select(i => Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 100).Select(_ => (c + 1) * random.NextGaussian() * (1 + (i % 3))).ToArray()).ToArray()).ToArray();
        var euclidean = TrialAlignment.Euclidean(trials);
        var mean = SpdManifold.EuclideanMean([.. trials.Select(t => CovarianceEstimator.Sample(t, isUnbiased: false)).Select(euclidean.Apply)]);
        Assert.Equal(0, mean.Combine(1, SymmetricMatrix.Identity(3), -1).FrobeniusNorm, 10);
        var riemannian = TrialAlignment.Riemannian(trials);
        var karcher = SpdManifold.Mean([.. trials.Select(t => CovarianceEstimator.Sample(riemannian.Apply(t), isUnbiased: false))]).Mean;
        Assert.Equal(0, karcher.Combine(1, SymmetricMatrix.Identity(3), -1).FrobeniusNorm, 7);
    }

    [Fact]
    public void CommonSpatialPatternsSolveTheGeneralisedProblem()
    {
        var csp = CommonSpatialPatterns.Fit(Matrices[0], Matrices[1], 5);
        ProcessingOracle.Close(ProcessingOracle.Vector("csp"), [.. csp.Eigenvalues.Order()], 1e-9);
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
            {
                // w_iᵀ (C₁ + C₂) w_j and w_iᵀ pattern_j are the identity
                Assert.Equal(i == j ? 1 : 0, Form(csp.Filters[i], Matrices[0].Combine(1, Matrices[1], 1), csp.Filters[j]), 9);
                Assert.Equal(i == j ? 1 : 0, csp.Filters[i].Zip(csp.Patterns[j], (a, b) => a * b).Sum(), 9);
                Assert.Equal(i == j ? csp.Eigenvalues[i] : 0, Form(csp.Filters[i], Matrices[0], csp.Filters[j]), 9);
            }
        }
    }

    private static double Form(double[] a, SymmetricMatrix m, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
                sum += a[i] * m[i, j] * b[j];
        }

        return sum;
    }

    private static double[] Flat(string name) => [.. ProcessingOracle.Matrix(ProcessingOracle.Values.GetProperty(name)).SelectMany(r => r)];
}
