using System.Globalization;

namespace Engram.Rendering;

/// <summary>The colours of all pictures: Okabe and Ito's for groups, cividis-like for amounts, blue-white-orange for signs; all readable with every colour vision.</summary>
public static class Palette
{
    private static readonly string[] Groups = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555"];
    private static readonly (int R, int G, int B)[] SequentialStops = [(0, 32, 77), (47, 73, 110), (106, 110, 122), (160, 150, 120), (212, 193, 100), (255, 234, 70)];
    private static readonly (int R, int G, int B)[] DivergingStops = [(5, 80, 140), (120, 170, 210), (247, 247, 247), (240, 165, 110), (180, 70, 0)];

    /// <summary>Colour of group <paramref name="index"/>.</summary>
    /// <param name="index">0, 1, 2 …; repeats after 7.</param>
    public static string Group(int index) => Groups[((index % Groups.Length) + Groups.Length) % Groups.Length];

    /// <summary>Colour of an amount.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="isDiverging">For signed values, with 0.5 in the middle.</param>
    public static string Amount(double share, bool isDiverging)
    {
        var stops = isDiverging ? DivergingStops : SequentialStops;
        var at = Math.Clamp(share, 0, 1) * (stops.Length - 1);
        var i = Math.Min((int)at, stops.Length - 2);
        var f = at - i;
        int Mix(int a, int b) => (int)Math.Round(a + ((b - a) * f));
        return string.Create(CultureInfo.InvariantCulture, $"#{Mix(stops[i].R, stops[i + 1].R):x2}{Mix(stops[i].G, stops[i + 1].G):x2}{Mix(stops[i].B, stops[i + 1].B):x2}");
    }
}
