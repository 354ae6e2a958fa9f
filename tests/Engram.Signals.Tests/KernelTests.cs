using Engram.Signals.Numerics;
using Engram.Signals.Randomness;

namespace Engram.Signals.Tests;

public class KernelTests
{
    [Theory]
    [InlineData(1, 3, 40)]
    [InlineData(4, 5, 64)]
    [InlineData(7, 33, 101)]
    public void SumsOfRowsAreTheMatrixProduct(int sums, int rows, int length)
    {
        var random = new SeededRandom(sums);
        double[][] Make(int count, int width) => [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, width).Select(_ => random.NextGaussian()).ToArray())];
        var (weights, x, result) = (Make(sums, rows), Make(rows, length + 3), Make(sums, length + 5));
        RowCombinations.Combine(weights, x, 3, length, result, 5);
        for (var k = 0; k < sums; k++)
        {
            for (var t = 0; t < length; t++)
                Assert.Equal(Enumerable.Range(0, rows).Sum(i => weights[k][i] * x[i][3 + t]), result[k][5 + t], 1e-12);
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(70, 31, 5)]
    [InlineData(9, 100, 64)]
    public void TheNearestRowIsThatOfAFullSearch(int count, int size, int columns)
    {
        var random = new SeededRandom(count);
        double[] Make(int n) => [.. Enumerable.Range(0, n * columns).Select(_ => 3 + random.NextGaussian())];
        var (rows, table) = (Make(count), Make(size));
        table.AsSpan(0, columns).CopyTo(table.AsSpan((size - 1) * columns)); // the first and the last are equal
        rows[0] = 1e200; // beyond single precision
        var (nearest, others) = (new long[count], new double[count]);
        NearestRow.Find(new(rows, columns, PanelProducts.TileRows), new(table, columns, PanelProducts.PanelRows), nearest, others);
        for (var i = 0; i < count; i++)
        {
            var distances = Enumerable.Range(0, size).Select(k => Math.Sqrt(Enumerable.Range(0, columns).Sum(d => Math.Pow(rows[(i * columns) + d] - table[(k * columns) + d], 2)))).ToArray();
            Assert.Equal(Enumerable.Range(0, size).MinBy(k => distances[k]), nearest[i]);

            // the bound holds, and is of use where the nearest is clear
            var second = distances.Where((_, k) => k != nearest[i]).DefaultIfEmpty(double.PositiveInfinity).Min();
            Assert.True(others[i] <= second);
            Assert.True(i == 0 || second - distances[nearest[i]] < 0.05 || others[i] > second - 0.02);
        }
    }
}
