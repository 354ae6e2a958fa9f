using System.Text.Json;

namespace Engram.Signals.Tests;

/// <summary>The numbers that tests/oracles/processing.py wrote.</summary>
internal static class ProcessingOracle
{
    public static JsonElement Values { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "processing.json"))).RootElement;

    public static double[][] Signal { get; } = Matrix(Values.GetProperty("signal"));

    public static double[] Vector(string name) => Oracle.Vector(Values.GetProperty(name));

    public static double[][] Matrix(JsonElement element) => [.. element.EnumerateArray().Select(Oracle.Vector)];

    /// <summary>Complex numbers as [real, imaginary], flattened.</summary>
    public static double[] Flat(JsonElement pairs) => [.. pairs.EnumerateArray().SelectMany(Oracle.Vector)];

    /// <summary>Every n-th value.</summary>
    public static double[] Every(IEnumerable<double> values, int n) => [.. values.Where((_, i) => i % n == 0)];

    public static double[] EveryComplex(IEnumerable<System.Numerics.Complex> values, int n) => [.. values.Where((_, i) => i % n == 0).SelectMany(z => (double[])[z.Real, z.Imaginary])];

    /// <summary>Largest difference against the range of the expected values.</summary>
    public static void Close(double[] expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Count);
        var range = Math.Max(expected.Max() - expected.Min(), 1e-300);
        if (expected.Length == 1)
            range = Math.Abs(expected[0]);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * range, $"value {i}: expected {expected[i]}, got {actual[i]}, {Math.Abs(expected[i] - actual[i]) / range:E2} of the range");
    }

    /// <summary>Relative difference of each value.</summary>
    public static void CloseRelative(double[] expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Abs(expected[i]), $"value {i}: expected {expected[i]}, got {actual[i]}");
    }
}
