using System.Text.Json.Nodes;

namespace Engram.Rendering.Writing;

/// <summary>Numbers, texts and colours as Plotly reads them.</summary>
internal static class PlotlyJson
{
    public const int PositionDigits = 9;
    public const int ColourDigits = 4;
    private const int FinestDecimals = 15;
    private const double Steps = 10_000;

    /// <summary>Numbers with as many digits as a picture can show; what is not finite is a gap: null.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="digits">Significant digits.</param>
    public static JsonArray Numbers(IEnumerable<double> values, int digits = PositionDigits) => new([.. values.Select(v => double.IsFinite(v) ? (JsonNode)JsonValue.Create(Round(v, digits)) : null)]);

    /// <summary>Places on an axis, as fine as a screen and a zoom of ten can show them.</summary>
    /// <param name="values">The places.</param>
    /// <param name="axis">The axis.</param>
    public static JsonArray Places(IEnumerable<double> values, ValueAxis axis)
    {
        var decimals = axis.IsLogarithmic ? FinestDecimals + 1 : (int)Math.Ceiling(Math.Log10(Steps / (axis.High - axis.Low)));
        return decimals is < 0 or > FinestDecimals ? Numbers(values, axis.IsLogarithmic ? 5 : PositionDigits) : new([.. values.Select(v => double.IsFinite(v) ? (JsonNode)JsonValue.Create(Math.Round(v, decimals)) : null)]);
    }

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)JsonValue.Create(Escape(t))!)]);

    /// <summary>Plotly shows some HTML elements in texts; ours are shown as they are written.</summary>
    /// <param name="text">Any text.</param>
    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The palette of amounts as Plotly's list of stops.</summary>
    /// <param name="isDiverging">For signed values.</param>
    public static JsonArray ColourStops(bool isDiverging) => new([.. Enumerable.Range(0, 11).Select(i => (JsonNode)new JsonArray(i / 10.0, Palette.Amount(i / 10.0, isDiverging)))]);

    public static JsonObject Title(string text, double size, string colour) => new() { ["text"] = Escape(text), ["font"] = Font(size, colour) };

    public static JsonObject Font(double size, string colour) => new() { ["size"] = size, ["color"] = colour };

    private static double Round(double value, int digits)
    {
        if (value == 0)
            return 0;
        var exponent = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (exponent is > 300 or < -300)
            return value;

        // dividing by a power of ten gives the nearest double of the rounded decimal; multiplying with 0.001 would not
        return exponent >= 0 ? Math.Round(value * Math.Pow(10, exponent)) / Math.Pow(10, exponent) : Math.Round(value / Math.Pow(10, -exponent)) * Math.Pow(10, -exponent);
    }
}
