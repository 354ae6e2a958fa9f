using System.Text.Json;

namespace Engram.Signals.Tests;

/// <summary>The numbers that tests/oracles/processing.py wrote.</summary>
internal static class ProcessingOracle
{
    private static readonly Lock Gate = new();

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
        var range = expected.Length == 1 ? Math.Abs(expected[0]) : Math.Max(expected.Max() - expected.Min(), 1e-300);
        Within(expected, actual, tolerance, _ => range);
    }

    /// <summary>Relative difference of each value.</summary>
    public static void CloseRelative(double[] expected, IReadOnlyList<double> actual, double tolerance) => Within(expected, actual, tolerance, Math.Abs);

    private static void Within(double[] expected, IReadOnlyList<double> actual, double tolerance, Func<double, double> scale)
    {
        Assert.Equal(expected.Length, actual.Count);
        double largest = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = expected[i] == actual[i] ? 0 : Math.Abs(expected[i] - actual[i]) / scale(expected[i]);
            Assert.True(difference <= tolerance, $"value {i}: expected {expected[i]}, got {actual[i]}, {difference:E2} of what it is measured by");
            largest = Math.Max(largest, difference);
        }

        // tests/oracles/agreement.py asks for the largest differences
        if (Environment.GetEnvironmentVariable("ENGRAM_AGREEMENT") is { Length: > 0 } path)
        {
            lock (Gate)
                File.AppendAllText(path, FormattableString.Invariant($"{TestContext.Current.Test?.TestDisplayName}\t{expected.Length}\t{largest:R}\t{tolerance:R}\n"));
        }
    }
}
