using Engram.Signals.Covariance;
using Engram.Signals.Embedding;
using Engram.Signals.Randomness;
using Engram.Signals.Riemannian;
using Engram.Signals.Simulation;

namespace Engram.Signals.Tests;

public class EmbeddingTests
{
    private static readonly double[][] Trial = [.. Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 40).Select(t => (100.0 * c) + t).ToArray())];

    [Fact]
    public void OrderOneIsTheTrialItself() => Assert.Same(Trial, new DelayEmbedding(1, 5).Apply(Trial));

    [Fact]
    public void BlockKIsTheTrialShiftedByKLags()
    {
        var (p, lag) = (3, 4);
        var embedded = new DelayEmbedding(p, lag).Apply(Trial);
        Assert.Equal(p * 3, embedded.Length);
        Assert.All(embedded, row => Assert.Equal(40 - (p * lag), row.Length));
        for (var k = 0; k < p; k++)
        {
            for (var c = 0; c < 3; c++)
                Assert.Equal(Trial[c][(k * lag)..(40 - ((p - k) * lag))], embedded[(k * 3) + c]);
        }
    }

    [Fact]
    public void ATrialThatIsTooShortIsRefused() => Assert.Throws<ArgumentException>(() => new DelayEmbedding(10, 4).Apply(Trial));

    // Γ₀ = I/(1-r²), Γ₁ = AΓ₀: the order-2 matrices of both classes have the eigenvalues (1 ± r)/(1 - r²), each twice, and lie
    // 2 arccosh((1 - r² cos 2θ)/(1 - r²)) apart.
    [Fact]
    public void PopulationMatricesOfTheReversedPairHaveTheSheetsEigenvaluesAndDistance()
    {
        var (r, theta) = (0.9, Math.PI / 4);
        var (forward, backward) = (Population(r, theta), Population(r, -theta));
        foreach (var matrix in (SymmetricMatrix[])[forward, backward])
        {
            var eigenvalues = matrix.Eigenvalues();
            Assert.Equal((1 - r) / (1 - (r * r)), eigenvalues[0], 10);
            Assert.Equal((1 - r) / (1 - (r * r)), eigenvalues[1], 10);
            Assert.Equal((1 + r) / (1 - (r * r)), eigenvalues[2], 9);
            Assert.Equal((1 + r) / (1 - (r * r)), eigenvalues[3], 9);
        }

        var expected = 2 * Math.Acosh((1 - (r * r * Math.Cos(2 * theta))) / (1 - (r * r)));
        Assert.Equal(4.689, expected, 3);
        Assert.Equal(expected, SpdManifold.Distance(forward, backward), 8);
    }

    [Fact]
    public void SimulatedPairsComeCloseToTheirPopulationMatrix()
    {
        var model = new TimeReversedPairs { Pairs = 1, Noise = 0, Samples = 20000 };
        var (trials, _) = model.Draw(1, new SeededRandom(5));

        // one unknown mixing matrix: the distance between the classes is free of it
        var matrices = Array.ConvertAll(trials, t => CovarianceEstimator.Sample(new DelayEmbedding(2, 1).Apply(t)));
        var r = model.Radius;
        var expected = 2 * Math.Acosh((1 - (r * r * Math.Cos(2 * model.Angle))) / (1 - (r * r)));
        Assert.Equal(expected, SpdManifold.Distance(matrices[0], matrices[1]), 0.15);
    }

    private static SymmetricMatrix Population(double r, double theta)
    {
        var scale = 1 / (1 - (r * r));
        var (c, s) = (r * Math.Cos(theta) * scale, r * Math.Sin(theta) * scale);
        // rows: X_{t-1}, X_t;  E[X_t X_{t-1}ᵀ] = A Γ₀
        return new(4, [scale, 0, c, s, 0, scale, -s, c, c, -s, scale, 0, s, c, 0, scale]);
    }
}
