using System.Text.Json;

namespace Engram.Probes.Tests;

/// <summary>Results of scikit-learn and scipy, written by tests/oracles/probes.py.</summary>
internal static class ProbeOracle
{
    private static readonly JsonElement All = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "probes.json"))).RootElement;

    /// <summary>60 samples to fit with.</summary>
    public static FeatureMatrix Train { get; } = Matrix(All.GetProperty("x")).SelectRows([.. Enumerable.Range(0, 60)]);

    /// <summary>30 samples to predict.</summary>
    public static FeatureMatrix Test { get; } = Matrix(All.GetProperty("x")).SelectRows([.. Enumerable.Range(60, 30)]);

    public static JsonElement Part(string name) => All.GetProperty(name);

    public static int[] TrainLabels(string target) => Integers(All.GetProperty(target))[..60];

    public static FeatureMatrix Matrix(JsonElement element) => FeatureMatrix.From([.. element.EnumerateArray().Select(Numbers)]);

    public static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(v => v.GetDouble())];

    public static int[] Integers(JsonElement element) => [.. element.EnumerateArray().Select(v => v.GetInt32())];

    public static int[,] Table(JsonElement element)
    {
        var rows = element.EnumerateArray().Select(Integers).ToArray();
        var result = new int[rows.Length, rows[0].Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows[0].Length; j++)
                result[i, j] = rows[i][j];
        }

        return result;
    }

    /// <summary>Compares rows of a result with the first rows that the oracle has.</summary>
    public static void Equal(JsonElement expected, FeatureMatrix actual, double tolerance)
    {
        var matrix = Matrix(expected);
        Assert.Equal(matrix.Columns, actual.Columns);
        for (var i = 0; i < matrix.Rows; i++)
        {
            for (var j = 0; j < matrix.Columns; j++)
                Assert.Equal(matrix[i, j], actual[i, j], tolerance);
        }
    }

    public static void Equal(JsonElement expected, IReadOnlyList<double> actual, double tolerance)
    {
        var numbers = Numbers(expected);
        Assert.Equal(numbers.Length, actual.Count);
        for (var i = 0; i < numbers.Length; i++)
            Assert.Equal(numbers[i], actual[i], tolerance);
    }
}
