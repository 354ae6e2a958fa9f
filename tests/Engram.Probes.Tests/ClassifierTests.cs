using Engram.Probes.Classifiers;
using Engram.Signals.Randomness;
using Engram.Signals.Riemannian;

namespace Engram.Probes.Tests;

public class ClassifierTests
{
    // Two points at distance 2 from each other and no slack: the widest margin has w = 2 (x₁ - x₀) / ‖x₁ - x₀‖².
    [Fact]
    public void TheWidestMarginOfTwoPointsIsTheirBisector()
    {
        var svm = new LinearSvm(1e6);
        svm.Fit([[0, 0], [2, 0]], [0, 1]);
        Assert.Equal(-1, svm.Score([0, 5]), 3);
        Assert.Equal(1, svm.Score([2, -5]), 3);
        Assert.Equal(0, svm.Score([1, 0]), 3);
    }

    // At the optimum of ½‖w‖² + C Σ max(0, 1 - yᵢ w·xᵢ) no step in any direction lowers the objective.
    [Fact]
    public void TheSolutionIsAMinimumOfTheHingeLoss()
    {
        var random = new SeededRandom(5);
        var labels = Enumerable.Range(0, 60).Select(i => i % 2).ToArray();
        var vectors = labels.Select(l => Enumerable.Range(0, 6).Select(k => random.NextGaussian() + (k == 0 ? l : 0)).ToArray()).ToArray();
        var svm = new LinearSvm(1);
        svm.Fit(vectors, labels);
        var mean = Enumerable.Range(0, 6).Select(k => vectors.Average(v => v[k])).ToArray();
        var spread = Math.Sqrt(vectors.Average(v => v.Zip(mean).Sum(p => (p.First - p.Second) * (p.First - p.Second))));
        double Objective(IReadOnlyList<double> w) => (w.Sum(v => v * v) / 2) + vectors.Select((v, i) => Math.Max(0, 1 - ((labels[i] == 1 ? 1 : -1) * (v.Select((value, k) => w[k] * (value - mean[k]) / spread).Sum() + w[6])))).Sum();
        var best = Objective(svm.Weights);
        for (var i = 0; i < 300; i++)
        {
            var step = Math.Pow(10, -1 - (i % 4));
            Assert.True(Objective([.. svm.Weights.Select(w => w + (step * random.NextGaussian()))]) >= best - 1e-6);
        }
    }

    [Fact]
    public void TheNearerMeanWinsAndBothClassesAreNeeded()
    {
        var identity = SymmetricMatrix.Identity(3);
        var four = identity.Combine(4, identity, 0);
        var classifier = new MinimumDistanceToMean();
        classifier.Fit([identity, identity, four, four], [0, 0, 1, 1]);

        // d(I, cI) = √3 |ln c|: the geometric mean of 1 and 4 is the border
        Assert.Equal(0, classifier.Score(identity.Combine(2, identity, 0)), 6);
        Assert.Equal(Math.Sqrt(3) * Math.Log(4), classifier.Score(four), 6);
        Assert.Throws<ArgumentException>(() => new MinimumDistanceToMean().Fit([identity], [0]));
        Assert.Throws<InvalidOperationException>(() => new TangentSpaceSvm().Score(identity));
    }

    // Three classes at I, 4I and 16I: the borders are their geometric means, 2I and 8I.
    [Fact]
    public void ManyClassesAreToldApartAtOnce()
    {
        var identity = SymmetricMatrix.Identity(3);
        SymmetricMatrix Times(double factor) => identity.Combine(factor, identity, 0);
        var classifier = new MinimumDistanceToMean();
        classifier.Fit([Times(16), identity, Times(4), Times(4)], [9, 2, 5, 5]);
        SymmetricMatrix[] probes = [.. new[] { 0.3, 1.9, 2.1, 7.9, 8.1, 100, 1, 4, 16, 2.01 }.Select(Times)];
        Assert.Equal([2, 2, 5, 5, 9, 9, 2, 5, 9, 5], classifier.Predict(probes));
        var distances = classifier.Distances(probes);
        Assert.Equal(Math.Sqrt(3) * Math.Log(100), distances[5, 0], 6);
        Assert.Equal(0, distances[7, 1], 6);
        Assert.Contains("got 3", Assert.Throws<InvalidOperationException>(() => classifier.Score(identity)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => classifier.Fit([identity, identity], [1]));
        Assert.Equal(3, classifier.Classes.Length); // a refused fit leaves what was learned
    }

    [Fact]
    public void TangentSpaceScoresDoNotDependOnTheBasis()
    {
        var random = new SeededRandom(8);
        SymmetricMatrix Draw(double scale) => SpdManifold.Exp(Symmetric(random, scale));
        var matrices = Enumerable.Range(0, 20).Select(i => Draw(i % 2 == 0 ? 0.3 : 0.8)).ToList();
        var labels = Enumerable.Range(0, 20).Select(i => i % 2).ToArray();
        var w = SpdManifold.Exp(Symmetric(random, 0.5));
        var (plain, mixed) = (new TangentSpaceSvm(), new TangentSpaceSvm());
        plain.Fit(matrices, labels);
        mixed.Fit(matrices.ConvertAll(m => m.Congruence(w)), labels);
        var probe = Draw(0.6);
        Assert.Equal(plain.Score(probe), mixed.Score(probe.Congruence(w)), 4);
    }

    private static SymmetricMatrix Symmetric(SeededRandom random, double scale)
    {
        var values = new double[9];
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j <= i; j++)
                values[(i * 3) + j] = values[(j * 3) + i] = scale * random.NextGaussian();
        }

        return new(3, values);
    }
}
