using System.Globalization;

namespace Engram.Rendering;

/// <summary>The colours of all pictures: Okabe and Ito's for groups, cividis-like for amounts, blue-white-orange for signs; all readable with every colour vision.</summary>
public static class Palette
{
    /// <summary>Stands for the theme's text colour.</summary>
    public const string Ink = "ink";

    /// <summary>Stands for the theme's grid colour.</summary>
    public const string Faint = "faint";

    /// <summary>Positive weights, what speaks for something.</summary>
    public const string Positive = "#d55e00";

    /// <summary>Negative weights, what speaks against something.</summary>
    public const string Negative = "#0072b2";

    private static readonly string[] Groups = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c8c8c"];
    private static readonly (int R, int G, int B)[] SequentialStops = [(0, 32, 77), (47, 73, 110), (106, 110, 122), (160, 150, 120), (212, 193, 100), (255, 234, 70)];
    private static readonly (int R, int G, int B)[] DivergingStops = [(5, 80, 140), (120, 170, 210), (247, 247, 247), (240, 165, 110), (180, 70, 0)];

    /// <summary>How many groups have a colour of their own.</summary>
    public static int GroupCount => Groups.Length;

    /// <summary>Colour of group <paramref name="index"/>.</summary>
    /// <param name="index">0, 1, 2 …; repeats after 7.</param>
    public static string Group(int index) => Groups[((index % Groups.Length) + Groups.Length) % Groups.Length];

    /// <summary>Colour of an amount.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="isDiverging">For signed values, with 0.5 in the middle.</param>
    public static string Amount(double share, bool isDiverging)
    {
        var (r, g, b) = Components(share, isDiverging);
        return string.Create(CultureInfo.InvariantCulture, $"#{r:x2}{g:x2}{b:x2}");
    }

    /// <summary>Black or white, whichever is easier to read on a colour.</summary>
    /// <param name="colour">#rrggbb.</param>
    public static string TextOn(string colour)
    {
        ArgumentNullException.ThrowIfNull(colour);
        double Linear(int at)
        {
            var part = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }

        // relative luminance as WCAG 2 defines it; at 0.179 black and white have the same contrast
        return colour.Length == 7 && (0.2126 * Linear(1)) + (0.7152 * Linear(3)) + (0.0722 * Linear(5)) < 0.179 ? "#ffffff" : "#111111";
    }

    internal static (byte R, byte G, byte B) Components(double share, bool isDiverging)
    {
        var stops = isDiverging ? DivergingStops : SequentialStops;
        var at = Math.Clamp(double.IsNaN(share) ? 0 : share, 0, 1) * (stops.Length - 1);
        var i = Math.Min((int)at, stops.Length - 2);
        var f = at - i;
        byte Mix(int a, int b) => (byte)Math.Round(a + ((b - a) * f));
        return (Mix(stops[i].R, stops[i + 1].R), Mix(stops[i].G, stops[i + 1].G), Mix(stops[i].B, stops[i + 1].B));
    }
}
