using Engram.Probes.Classifiers;
using Engram.Signals.Randomness;

namespace Engram.Probes.Tests;

public class LogisticRegressionTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, ProbeOracle.Part("logistic").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void WeightsAreScikitLearns(int number)
    {
        var expected = ProbeOracle.Part("logistic")[number];
        var weights = expected.GetProperty("weighted").GetBoolean() ? ProbeOracle.Numbers(ProbeOracle.Part("weights"))[..60] : [];
        var model = new LogisticRegression { Cost = expected.GetProperty("c").GetDouble(), IsBalanced = expected.GetProperty("balanced").GetBoolean(), Tolerance = 1e-6 }
            .Fit(ProbeOracle.Train, ProbeOracle.TrainLabels(expected.GetProperty("target").GetString()!), weights);
        Assert.True(model.HasConverged);
        ProbeOracle.Equal(expected.GetProperty("weights"), model.Weights, 1e-5);
        ProbeOracle.Equal(expected.GetProperty("intercepts"), model.Intercepts, 1e-5);
        ProbeOracle.Equal(expected.GetProperty("probabilities"), model.Scores(ProbeOracle.Test), 1e-6);
        var usual = new LogisticRegression { Cost = expected.GetProperty("c").GetDouble(), IsBalanced = expected.GetProperty("balanced").GetBoolean() }
            .Fit(ProbeOracle.Train, ProbeOracle.TrainLabels(expected.GetProperty("target").GetString()!), weights);
        ProbeOracle.Equal(expected.GetProperty("weights"), usual.Weights, 1e-4);
    }

    // Two classes have one output with a penalty ‖w‖²; as a softmax they have two outputs ±w/2, whose penalty is half as large.
    [Fact]
    public void TheLogisticLossIsTheSoftmaxOfTwoClasses()
    {
        var labels = ProbeOracle.TrainLabels("binary");
        double Loss(int outputs, double[] point)
        {
            var gradient = new double[point.Length];
            return new LogisticObjective(ProbeOracle.Train, labels, [.. Enumerable.Repeat(1.0, 60)], outputs, 1e12, 1).Evaluate(point, gradient);
        }

        var random = new SeededRandom(1);
        double[] w = [.. Enumerable.Range(0, 7).Select(_ => random.NextGaussian())];
        var (binary, softmax) = (Loss(1, w), Loss(2, [.. w[..6].Select(v => -v / 2), .. w[..6].Select(v => v / 2), -w[6] / 2, w[6] / 2]));
        Assert.Equal(binary, softmax, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void TheGradientIsTheSlopeOfTheObjective(int outputs)
    {
        var random = new SeededRandom(outputs);
        int[] index = [.. Enumerable.Range(0, 60).Select(_ => random.NextInt(Math.Max(2, outputs)))];
        var objective = new LogisticObjective(ProbeOracle.Train, index, [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble())], outputs, 0.7, 0);
        double[] point = [.. Enumerable.Range(0, objective.Size).Select(_ => random.NextGaussian())];
        var (gradient, unused) = (new double[point.Length], new double[point.Length]);
        objective.Evaluate(point, gradient);
        for (var i = 0; i < point.Length; i++)
        {
            double At(double step)
            {
                var moved = (double[])point.Clone();
                moved[i] += step;
                return objective.Evaluate(moved, unused);
            }

            Assert.Equal((At(1e-5) - At(-1e-5)) / 2e-5, gradient[i], 1e-4 * Math.Max(1, Math.Abs(gradient[i])));
        }
    }

    [Fact]
    public void ThreadsDoNotChangeABit()
    {
        var random = new SeededRandom(3);
        var x = new FeatureMatrix(5000, 4, [.. Enumerable.Range(0, 20000).Select(_ => random.NextGaussian())]);
        int[] labels = [.. Enumerable.Range(0, 5000).Select(i => x[i, 0] + random.NextGaussian() > 0 ? 1 : x[i, 1] > 1 ? 2 : 0)];
        var one = new LogisticRegression { Threads = 1 }.Fit(x, labels);
        var all = new LogisticRegression { Threads = 7 }.Fit(x, labels);
        Assert.Equal(one.Weights.Values.ToArray(), all.Weights.Values.ToArray());
        Assert.Equal(one.Intercepts, all.Intercepts);
    }

    // Separable classes and hardly a penalty: the weights grow far, and the optimum is still found.
    [Fact]
    public void SeparableClassesEndWithinTheTolerance()
    {
        var model = new LogisticRegression { Cost = 1e6 }.Fit(new double[,] { { -2 }, { -1 }, { 1 }, { 2 } }, [0, 0, 1, 1]);
        Assert.True(model.HasConverged);
        var w = model.Weights[0, 0];
        // dF/dw = 0: w/C = Σ |xᵢ| σ(-w|xᵢ|)
        Assert.Equal(w / 1e6, 2 * ((1 / (1 + Math.Exp(w))) + (2 / (1 + Math.Exp(2 * w)))), 1e-5);
        Assert.InRange(w, 8, 20);
        Assert.Equal([0, 1], model.Predict(new double[,] { { -0.1 }, { 0.1 } }));
    }

    [Fact]
    public void BadSettingsAndWeightsAreRefused()
    {
        int[] labels = ProbeOracle.TrainLabels("labels");
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogisticRegression { Cost = 0 }.Fit(ProbeOracle.Train, labels));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogisticRegression { Cost = double.NaN }.Fit(ProbeOracle.Train, labels));
        Assert.Contains("60 samples, got 2", Assert.Throws<ArgumentException>(() => new LogisticRegression().Fit(ProbeOracle.Train, labels, [1, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LogisticRegression().Fit(ProbeOracle.Train, labels, [.. Enumerable.Repeat(-1.0, 60)]));
    }
}
