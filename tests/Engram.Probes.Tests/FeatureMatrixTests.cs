using TorchSharp;

namespace Engram.Probes.Tests;

public class FeatureMatrixTests
{
    [Fact]
    public void ArraysAndTensorsHoldTheSameNumbers()
    {
        FeatureMatrix matrix = new double[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        Assert.Equal((2, 3, 6.0), (matrix.Rows, matrix.Columns, matrix[1, 2]));
        Assert.Equal([1, 2, 3, 4, 5, 6], ((FeatureMatrix)(double[][])[[1, 2, 3], [4, 5, 6]]).Values.ToArray());
        Assert.Equal([4, 5, 6, 1, 2, 3], matrix.SelectRows([1, 0]).Values.ToArray());
        Assert.Equal([3, 1, 6, 4], matrix.SelectColumns([2, 0]).Values.ToArray());
        Assert.Equal([2, 5], matrix.ColumnValues(1));
        Assert.Equal(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, matrix.ToArray());
        using var tensor = matrix.ToTensor();
        using var single = tensor.to_type(torch.float32);
        Assert.Equal(matrix.Values.ToArray(), single.ToFeatures().Values.ToArray());
        using var turned = single.t();
        Assert.Equal([1, 4, 2, 5, 3, 6], turned.ToFeatures().Values.ToArray());
        using var row = torch.tensor(new[] { 1f, 2f });
        Assert.Equal((2, 1), (row.ToFeatures().Rows, row.ToFeatures().Columns));
    }

    [Fact]
    public void WhatIsNoFeatureMatrixIsRefused()
    {
        void Refused(Action action, string part) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
        Refused(() => FeatureMatrix.From(new double[0, 3]), "got 0 × 3");
        Refused(() => FeatureMatrix.From(new double[3, 0]), "got 3 × 0");
        Refused(() => FeatureMatrix.From(Array.Empty<double[]>()), "got 0 × 0");
        Refused(() => FeatureMatrix.From([[1, 2], [3]]), "1 in row 1");
        Refused(() => _ = new FeatureMatrix(2, 2, [1, 2, 3]), "= 4 numbers, got 3");
        Refused(() => FeatureMatrix.From(new double[,] { { 1, 2 }, { 3, double.NaN } }), "got NaN for sample 1, feature 1");
        Refused(() => FeatureMatrix.Column([1, double.PositiveInfinity]), "sample 1, feature 0");
        Refused(() => FeatureMatrix.From(new double[,] { { 1 } }).SelectRows([]), "got none");
        using var cube = torch.zeros(2, 3, 4);
        Refused(() => cube.ToFeatures(), "[2, 3, 4]");
    }
}
