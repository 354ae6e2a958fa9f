using Engram.Probes.Classifiers;
using Engram.Probes.Regressors;

namespace Engram.Probes.Tests;

public class LinearProbeTests
{
    private static FeatureMatrix Targets { get; } = ProbeOracle.Matrix(ProbeOracle.Part("y")).SelectRows([.. Enumerable.Range(0, 60)]);

    private static FeatureMatrix Wide { get; } = FeatureMatrix.From([.. Enumerable.Range(0, 8).Select(i => (double[])[.. ProbeOracle.Train.Row(i), .. ProbeOracle.Train.Row(8 + i), .. ProbeOracle.Train.Row(16 + i)])]);

    private static FeatureMatrix WideTargets { get; } = Targets.SelectRows([.. Enumerable.Range(0, 8)]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void RidgeIsScikitLearns(int number)
    {
        var expected = ProbeOracle.Part("ridge")[number];
        Same(expected, new RidgeRegression { Alphas = [expected.GetProperty("alpha").GetDouble()] }.Fit(ProbeOracle.Train, Targets));
    }

    [Fact]
    public void MoreFeaturesThanSamplesGiveTheSameRidge() => Same(ProbeOracle.Part("ridge_wide"), new RidgeRegression { Alphas = [0.5] }.Fit(Wide, WideTargets));

    [Fact]
    public void NoPenaltyIsLeastSquares() => Same(ProbeOracle.Part("least_squares"), new RidgeRegression { Alphas = [0] }.Fit(ProbeOracle.Train, Targets));

    [Theory]
    [InlineData("ridge_cv", false)]
    [InlineData("ridge_cv_wide", true)]
    public void TheAlphaIsThatOfReallyLeavingOneOut(string name, bool isWide)
    {
        var expected = ProbeOracle.Part(name);
        var model = new RidgeRegression { Alphas = ProbeOracle.Numbers(expected.GetProperty("alphas")) }.Fit(isWide ? Wide : ProbeOracle.Train, isWide ? WideTargets : Targets);
        Assert.Equal(expected.GetProperty("alpha").GetDouble(), model.Alpha);
        ProbeOracle.Equal(expected.GetProperty("errors"), model.LeaveOneOutErrors, 1e-8);
        Same(expected, model);
    }

    // A copied feature makes XᵀX singular: least norm shares the weight between the copies.
    [Fact]
    public void CopiedFeaturesShareTheirWeight()
    {
        var model = new RidgeRegression { Alphas = [0] }.Fit(new double[,] { { 1, 1 }, { 2, 2 }, { 3, 3 } }, FeatureMatrix.Column([2, 4, 6]));
        Assert.Equal([1, 1], model.Weights.Values.ToArray().Select(v => Math.Round(v, 9)));
        Assert.Equal(10, model.Predict(new double[,] { { 5, 5 } })[0, 0], 1e-9);
    }

    [Theory]
    [InlineData(0, "binary")]
    [InlineData(1, "labels")]
    public void RidgeClassifierIsScikitLearns(int number, string target)
    {
        var expected = ProbeOracle.Part("ridge_classifier")[number];
        var model = new RidgeClassifier { Alphas = [2] }.Fit(ProbeOracle.Train, ProbeOracle.TrainLabels(target));
        ProbeOracle.Equal(expected.GetProperty("weights"), model.Weights, 1e-9);
        ProbeOracle.Equal(expected.GetProperty("intercepts"), model.Intercepts, 1e-9);
    }

    public static TheoryData<int> Discriminants => [.. Enumerable.Range(0, 6)];

    [Theory]
    [MemberData(nameof(Discriminants))]
    public void DiscriminantsAreScikitLearns(int number)
    {
        var expected = ProbeOracle.Part("lda")[number];
        double? shrinkage = expected.GetProperty("shrinkage").ValueKind == System.Text.Json.JsonValueKind.Null ? null : expected.GetProperty("shrinkage").GetDouble();
        var model = new LinearDiscriminantAnalysis { Shrinkage = shrinkage }.Fit(ProbeOracle.Train, ProbeOracle.TrainLabels(expected.GetProperty("target").GetString()!));
        ProbeOracle.Equal(expected.GetProperty("probabilities"), model.Scores(ProbeOracle.Test), 1e-9);
    }

    [Fact]
    public void TheMajorityIsTheShareOfEachClass()
    {
        var model = new MajorityClass().Fit(new double[,] { { 1 }, { 2 }, { 3 }, { 4 } }, [7, 7, 7, 3]);
        Assert.Equal([0.25, 0.75], model.Scores(new double[,] { { 9 } }).Row(0).ToArray().Select(v => Math.Round(v, 12)));
        Assert.Equal([7, 7], model.Predict(new double[,] { { 9 }, { -9 } }));
    }

    [Fact]
    public void TheScalerIsScikitLearnsAndConstantsBecomeZero()
    {
        ProbeOracle.Equal(ProbeOracle.Part("scaled"), StandardScaler.Fit(ProbeOracle.Train).Transform(ProbeOracle.Test), 1e-10);
        var constant = new double[,] { { 0.1, 1 }, { 0.1, 2 }, { 0.1, 3 } };
        Assert.All(StandardScaler.Fit(constant).Transform(constant).ColumnValues(0), v => Assert.Equal(0, v, 1e-12));
    }

    private static void Same(System.Text.Json.JsonElement expected, LinearRegressorModel model)
    {
        ProbeOracle.Equal(expected.GetProperty("weights"), model.Weights, 1e-8);
        ProbeOracle.Equal(expected.GetProperty("intercepts"), model.Intercepts, 1e-8);
    }
}
