using System.Globalization;
using Engram.Rendering.Writing;

namespace Engram.Rendering.Tests;

/// <summary>The visual language: contrast, widths, ticks.</summary>
public class LanguageTests
{
    [Theory]
    [InlineData("#ffffff")]
    [InlineData("#111111")]
    public void TheNeutralInkIsReadOnWhiteAndOnBlack(string page) => Assert.True(Contrast(Theme.Neutral.Ink, page) > 4.2);

    [Fact]
    public void GroupsStandOutFromWhiteAndFromBlack()
    {
        for (var i = 0; i < Palette.GroupCount; i++)
            Assert.True(Contrast(Palette.Group(i), "#ffffff") > 2 && Contrast(Palette.Group(i), "#111111") > 3, Palette.Group(i));
    }

    [Fact]
    public void SequentialColoursGrowLighterSteadily()
    {
        var lightness = Enumerable.Range(0, 51).Select(i => Luminance(Palette.Amount(i / 50.0, false))).ToArray();
        Assert.All(lightness.Zip(lightness.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        var signs = Enumerable.Range(0, 51).Select(i => Luminance(Palette.Amount(i / 50.0, true))).ToArray();
        Assert.Equal(25, Array.IndexOf(signs, signs.Max()));
    }

    [Theory]
    [InlineData("#000000", "#ffffff")]
    [InlineData("#0072b2", "#ffffff")]
    [InlineData("#56b4e9", "#111111")]
    [InlineData("#ffffff", "#111111")]
    public void TextOnAColourIsTheOneWithMoreContrast(string colour, string text) => Assert.Equal(text, Palette.TextOn(colour));

    [Fact]
    public void TextsAreCutAndWrappedToTheirRoom()
    {
        Assert.Equal("short", TextWidth.Fit("short", 100, 12));
        var cut = TextWidth.Fit("a text that is too long for its room", 80, 12);
        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.InRange(TextWidth.Of(cut, 12), 50, 80);
        var lines = TextWidth.Wrap("a text that is too long for one line", 90, 12);
        Assert.True(lines.Count > 1);
        Assert.Equal("a text that is too long for one line", string.Join(' ', lines));
        Assert.All(lines, l => Assert.True(TextWidth.Of(l, 12) <= 90));
        Assert.Empty(TextWidth.Wrap("", 90, 12));
    }

    [Theory]
    [InlineData(0, 1, "0|0.2|0.4|0.6|0.8|1")]
    [InlineData(-3e-6, 3e-6, "−2×10⁻⁶|0|2×10⁻⁶")]
    [InlineData(0, 2e6, "0|5×10⁵|1×10⁶|1.5×10⁶|2×10⁶")]
    [InlineData(1000, 1004, "1000|1001|1002|1003|1004")]
    public void TicksAreRound(double low, double high, string expected) => Assert.Equal(expected, string.Join('|', Ticks.Labelled(low, high, 4).Select(t => t.Text)));

    private static double Contrast(string a, string b)
    {
        var (first, second) = (Luminance(a) + 0.05, Luminance(b) + 0.05);
        return Math.Max(first, second) / Math.Min(first, second);
    }

    private static double Luminance(string colour)
    {
        double Part(int at)
        {
            var v = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }
}
