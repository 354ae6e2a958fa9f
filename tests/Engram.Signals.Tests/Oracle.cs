using System.Text.Json;

namespace Engram.Signals.Tests;

/// <summary>The numbers that tests/oracles/signals.py wrote.</summary>
internal static class Oracle
{
    public static JsonElement Values { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "signals.json"))).RootElement;

    public static double[] Vector(string name) => Vector(Values.GetProperty(name));

    public static double[] Vector(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    public static double[][] Matrix(string name) => [.. Values.GetProperty(name).EnumerateArray().Select(Vector)];
}
