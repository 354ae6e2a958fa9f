using Engram.Signals.Covariance;
using Engram.Signals.Riemannian;

namespace Engram.Signals.Tests;

public class CovarianceTests
{
    [Fact]
    public void EstimatorsEqualNumpysAndScikitLearns()
    {
        var x = Oracle.Matrix("signal");
        Close("covariance", CovarianceEstimator.Sample(x));
        Close("oas", CovarianceEstimator.Oas(x));
        Close("ledoit_wolf", CovarianceEstimator.LedoitWolf(x));
    }

    [Fact]
    public void DistanceEqualsTheGeneralisedEigenvalueFormula()
    {
        var x = Oracle.Matrix("signal");
        var a = CovarianceEstimator.Sample(Array.ConvertAll(x, r => r[..150]));
        var b = CovarianceEstimator.Sample(Array.ConvertAll(x, r => r[150..]));
        Assert.Equal(Oracle.Values.GetProperty("distance").GetDouble(), SpdManifold.Distance(a, b), 9);
        Assert.Equal(SpdManifold.Distance(a, b), SpdManifold.Distance(b, a), 9);
        Assert.Equal(0, SpdManifold.Distance(a, a), 6);
    }

    [Fact]
    public void ClosedFormsOfTheManifoldHold()
    {
        var a = CovarianceEstimator.Sample(Oracle.Matrix("signal"));
        var inverse = a.Map(v => 1 / v);
        var identity = SymmetricMatrix.Identity(4);
        Assert.Equal(Math.Sqrt(4) * Math.Log(3), SpdManifold.Distance(identity, identity.Combine(3, identity, 0)), 10);

        var (mean, hasConverged) = SpdManifold.Mean([a, inverse]);
        Assert.True(hasConverged);
        Assert.Equal(0, SpdManifold.Distance(mean, identity), 7);

        // of commuting matrices the mean is exp(mean log)
        var (commuting, _) = SpdManifold.Mean([a, a.Map(v => v * v), identity]);
        Assert.Equal(0, SpdManifold.Distance(commuting, a), 7);
    }

    [Fact]
    public void TangentVectorsHaveTheDistanceAsNormAndMeanZeroAtTheMean()
    {
        var x = Oracle.Matrix("signal");
        var trials = Enumerable.Range(0, 6).Select(i => CovarianceEstimator.Sample(Array.ConvertAll(x, r => r[(i * 50)..((i + 1) * 50)]))).ToList();
        var (mean, _) = SpdManifold.Mean(trials, 1e-12);
        var space = new TangentSpace(mean);
        var vectors = trials.ConvertAll(space.Vectorise);
        Assert.All(vectors, v => Assert.Equal(10, v.Length));
        for (var i = 0; i < trials.Count; i++)
            Assert.Equal(SpdManifold.Distance(mean, trials[i]), Math.Sqrt(vectors[i].Sum(v => v * v)), 8);
        for (var k = 0; k < 10; k++)
            Assert.Equal(0, vectors.Average(v => v[k]), 8);
    }

    [Fact]
    public void ASingularMatrixIsRefusedWithAHint()
    {
        var singular = new SymmetricMatrix(2, [1, 1, 1, 1]);
        var error = Assert.Throws<ArithmeticException>(() => SpdManifold.Log(singular.Combine(1, SymmetricMatrix.Identity(2), -1e-9)));
        Assert.Contains("shrinkage", error.Message);
    }

    private static void Close(string name, SymmetricMatrix actual)
    {
        var expected = Oracle.Matrix(name);
        for (var i = 0; i < expected.Length; i++)
        {
            for (var j = 0; j < expected.Length; j++)
                Assert.Equal(expected[i][j], actual[i, j], 9);
        }
    }
}
