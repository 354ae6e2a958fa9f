using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Engram.Rendering.Tests;

/// <summary>Every figure of the gallery as static SVG.</summary>
public partial class SvgTests
{
    private const int LargestBytes = 300_000;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => Gallery.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void IsSmallSelfContainedXmlWithATitleForScreenReaders(string name)
    {
        var text = Gallery.Figures[name]().ToSvg();
        Assert.True(text.Length < LargestBytes, $"{text.Length} characters");
        var root = XDocument.Parse(text).Root!;
        Assert.Equal(Svg + "svg", root.Name);
        Assert.Equal("img", (string?)root.Attribute("role"));
        var title = root.Element(Svg + "title")!;
        Assert.NotEqual("", title.Value);
        Assert.Equal((string?)root.Attribute("aria-labelledby"), (string?)title.Attribute("id"));
        Assert.NotNull(root.Element(Svg + "desc"));
        var ids = root.DescendantsAndSelf().Select(e => (string?)e.Attribute("id")).Where(i => i is not null).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.DoesNotContain(root.Descendants(), e => e.Name.LocalName is "script" or "use" or "style" or "foreignObject" or "a");
        Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(root.Descendants().Attributes("href"), a => Assert.True(a.Parent!.Name.LocalName == "image" && a.Value.StartsWith("data:image/png;base64,", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HoldsNumbersAlone(string name)
    {
        var root = XDocument.Parse(Gallery.Figures[name]().ToSvg()).Root!;
        string[] numeric = ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height"];
        foreach (var attribute in root.DescendantsAndSelf().Attributes().Where(a => numeric.Contains(a.Name.LocalName)))
            Assert.True(double.TryParse(attribute.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value), attribute.ToString());
        foreach (var path in root.Descendants(Svg + "path").Attributes("d"))
            Assert.Matches(PathData(), path.Value);
    }

    [Fact]
    public void TheSameFigureIsTheSameTextAndTwoFiguresHaveTwoIds()
    {
        var texts = Gallery.Figures.Values.Select(f => f().ToSvg()).ToList(); // every recipe draws from a seed
        Assert.Equal(texts, Gallery.Figures.Values.Select(f => f().ToSvg()));
        Assert.Equal(texts.Distinct().Count(), texts.Select(t => Id().Match(t).Value).Distinct().Count());
    }

    [Fact]
    public void TextIsEscapedOnce()
    {
        var root = XDocument.Parse(Gallery.Figures["hostile text"]().ToSvg()).Root!;
        var shown = root.Descendants(Svg + "text").Select(t => t.Value).ToList();
        Assert.Contains("<script>alert(1)</script>", shown);
        Assert.Contains("&y;", shown);
    }

    [Theory]
    [InlineData("nano")]
    [InlineData("giga")]
    [InlineData("pico range on an offset")]
    public void TicksOfAnyRangeAreToldApart(string name)
    {
        var root = XDocument.Parse(Gallery.Figures[name]().ToSvg()).Root!;
        var ticks = root.Descendants(Svg + "text").Where(t => (string?)t.Attribute("text-anchor") == "end").Select(t => t.Value).ToList();
        Assert.True(ticks.Count >= 3);
        Assert.Equal(ticks.Count, ticks.Distinct().Count());
    }

    [Fact]
    public void AThinnedLineKeepsItsPeak()
    {
        var y = new double[100_000];
        y[77_777] = 5;
        var root = XDocument.Parse(Plot.Line([.. y.Select((_, i) => (double)i)], y).WithYRange(0, 5).ToSvg()).Root!;
        var line = root.Descendants(Svg + "path").Single(p => (string?)p.Attribute("fill") == "none").Attribute("d")!.Value;
        Assert.Equal(TopOfAxes(root), PathHeights(line).Min(), 0.11);
    }

    // the axes' left line runs from their top to their bottom
    private static double TopOfAxes(XElement root) => root.Elements(Svg + "line").Where(l => (string?)l.Attribute("x1") == (string?)l.Attribute("x2")).Min(l => (double)l.Attribute("y1")!);

    private static List<double> PathHeights(string path)
    {
        var heights = new List<double>();
        foreach (Match piece in PathPiece().Matches(path))
        {
            var numbers = Number().Matches(piece.Value).Select(n => double.Parse(n.Value, CultureInfo.InvariantCulture)).ToArray();
            for (var i = 1; i < numbers.Length; i += 2)
                heights.Add(piece.Value[0] == 'l' ? heights[^1] + numbers[i] : numbers[i]);
        }

        return heights;
    }

    [GeneratedRegex("[MLl][^MLlZ]*")]
    private static partial Regex PathPiece();

    [GeneratedRegex(@"-?(\d+(\.\d+)?|\.\d+)")]
    private static partial Regex Number();

    [GeneratedRegex(@"^([MLl](-?(\d+(\.\d+)?|\.\d+)[ ,]?)+|Z)*$")]
    private static partial Regex PathData();

    [GeneratedRegex("aria-labelledby=\"[^\"]+\"")]
    private static partial Regex Id();
}
