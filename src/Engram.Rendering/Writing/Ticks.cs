using System.Globalization;

namespace Engram.Rendering.Writing;

/// <summary>Round tick positions and their texts.</summary>
internal static class Ticks
{
    public static double[] Between(double low, double high, int wanted)
    {
        if (!(high > low))
            return [low];
        var raw = (high - low) / Math.Max(1, wanted);
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = magnitude * (raw / magnitude) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        var ticks = new List<double>();
        for (var i = Math.Ceiling((low / step) - 1e-9); i * step <= high + (1e-9 * step); i++)
            ticks.Add(i * step);
        return [.. ticks];
    }

    public static string Text(double value)
    {
        if (Math.Abs(value) < 1e-12)
            return "0";
        return Math.Abs(value) is < 1e-3 or >= 1e5
            ? value.ToString("0.##e0", CultureInfo.InvariantCulture)
            : Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture);
    }
}
