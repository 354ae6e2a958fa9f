using System.Globalization;

namespace Engram.Rendering.Writing;

/// <summary>Round tick positions and their texts.</summary>
internal static class Ticks
{
    private const int LongestMantissa = 10;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public static double[] Between(double low, double high, int wanted)
    {
        if (!(high > low))
            return [low];
        var step = Step(low, high, wanted);
        var ticks = new List<double>();
        for (var i = Math.Ceiling((low / step) - 1e-9); i * step <= high + (1e-9 * step) && ticks.Count <= 4 * (wanted + 1); i++)
            ticks.Add(i * step);
        return [.. ticks];
    }

    /// <summary>Ticks with texts that tell them apart: as many digits as the step between them needs.</summary>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">Highest value.</param>
    /// <param name="wanted">Steps wanted.</param>
    public static (double Value, string Text)[] Labelled(double low, double high, int wanted)
    {
        if (!(high > low))
            return [(low, Short(low))];
        var step = Step(low, high, wanted);
        var finest = (int)Math.Floor(Math.Log10(step) + 1e-9);
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        string Text(double value)
        {
            if (Math.Abs(value) < step / 2)
                return "0";
            if (largest is >= 1e-3 and < 1e5)
                return Sign(value.ToString("0." + new string('#', Math.Clamp(-finest, 0, LongestMantissa)), CultureInfo.InvariantCulture));
            var digits = Math.Clamp((int)Math.Floor(Math.Log10(Math.Abs(value))) - finest, 0, LongestMantissa);
            return Scientific(value.ToString("0." + new string('#', digits) + "e0", CultureInfo.InvariantCulture));
        }

        return [.. Between(low, high, wanted).Select(v => (v, Text(v)))];
    }

    /// <summary>A number in at most four significant digits.</summary>
    /// <param name="value">Any number.</param>
    public static string Short(double value) => !double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture)
        : Math.Abs(value) is 0 or (>= 1e-3 and < 1e5) ? Sign(value.ToString(Math.Abs(value) >= 1000 ? "0" : Math.Abs(value) >= 1 ? "0.##" : "0.####", CultureInfo.InvariantCulture))
        : Scientific(value.ToString("0.##e0", CultureInfo.InvariantCulture));

    /// <summary>A power of ten; from 0.01 to 1000 as a plain number.</summary>
    /// <param name="exponent">The exponent.</param>
    public static string Power(int exponent) => exponent is >= -2 and <= 3 ? Short(Math.Pow(10, exponent)) : "10" + Raised(exponent);

    private static string Scientific(string text)
    {
        var at = text.IndexOf('e', StringComparison.Ordinal);
        return $"{Sign(text[..at])}×10{Raised(int.Parse(text[(at + 1)..], CultureInfo.InvariantCulture))}";
    }

    private static string Raised(int exponent) => (exponent < 0 ? "⁻" : "") + string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(c => Superscripts[c - '0']));

    private static string Sign(string text) => text.Replace('-', '−');

    private static double Step(double low, double high, int wanted)
    {
        var raw = (high / Math.Max(1, wanted)) - (low / Math.Max(1, wanted));
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return magnitude * (raw / magnitude) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
    }
}
