using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Engram.Rendering.Writing;

namespace Engram.Rendering.Tests;

/// <summary>No text of any figure covers another one or leaves the picture, by the widths of the widest font asked for.</summary>
public partial class OverlapTests
{
    private const double Ascent = 0.72;
    private const double Descent = 0.1;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => Gallery.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void TextsStandClearOfOneAnother(string name)
    {
        var boxes = Boxes(Gallery.Figures[name]().ToSvg());
        for (var i = 0; i < boxes.Count; i++)
        {
            for (var j = 0; j < i; j++)
                Assert.False(Overlap(boxes[i].Corners, boxes[j].Corners), $"'{boxes[i].Text}' covers '{boxes[j].Text}'");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TextsStayInsideThePicture(string name)
    {
        var svg = Gallery.Figures[name]().ToSvg();
        var root = XDocument.Parse(svg).Root!;
        var (width, height) = ((double)root.Attribute("width")!, (double)root.Attribute("height")!);
        foreach (var (text, corners) in Boxes(svg))
            Assert.All(corners, c => Assert.True(c.X >= -1 && c.X <= width + 1 && c.Y >= -1 && c.Y <= height + 1, $"'{text}' leaves the picture of {width} x {height} at ({c.X:0}, {c.Y:0})"));
    }

    // the check itself: two texts at one place are found, turned ones too
    [Theory]
    [InlineData("<text x='10' y='10' font-size='10'>abc</text><text x='20' y='12' font-size='10'>abc</text>", true)]
    [InlineData("<text x='10' y='10' font-size='10'>abc</text><text x='40' y='10' font-size='10'>abc</text>", false)]
    [InlineData("<text x='10' y='50' font-size='10'>abc</text><text x='14' y='60' font-size='10' transform='rotate(-90 14 60)'>abc</text>", true)]
    [InlineData("<text x='10' y='50' font-size='10'>abc</text><text x='14' y='30' font-size='10' transform='rotate(-90 14 30)'>abc</text>", false)]
    public void TheCheckFindsOverlaps(string texts, bool isOverlap)
    {
        var boxes = Boxes($"<svg xmlns='http://www.w3.org/2000/svg'>{texts}</svg>");
        Assert.Equal(isOverlap, Overlap(boxes[0].Corners, boxes[1].Corners));
    }

    private static List<(string Text, (double X, double Y)[] Corners)> Boxes(string svg)
    {
        var boxes = new List<(string, (double, double)[])>();
        foreach (var text in XDocument.Parse(svg).Root!.Descendants(Svg + "text"))
        {
            var (x, y, size) = ((double)text.Attribute("x")!, (double)text.Attribute("y")!, (double)text.Attribute("font-size")!);
            var shown = string.Concat(text.Nodes().OfType<XText>().Select(t => t.Value));
            var width = TextWidth.Of(shown, size, text.Attribute("font-weight") is not null);
            var left = x - ((string?)text.Attribute("text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 });
            var turn = text.Attribute("transform") is { } transform ? double.Parse(Angle().Match(transform.Value).Groups[1].Value, CultureInfo.InvariantCulture) * Math.PI / 180 : 0;
            (double X, double Y)[] corners = [(left, y - (Ascent * size)), (left + width, y - (Ascent * size)), (left + width, y + (Descent * size)), (left, y + (Descent * size))];
            boxes.Add((shown, [.. corners.Select(c => (x + ((c.X - x) * Math.Cos(turn)) - ((c.Y - y) * Math.Sin(turn)), y + ((c.X - x) * Math.Sin(turn)) + ((c.Y - y) * Math.Cos(turn))))]));
        }

        return boxes;
    }

    // two rectangles are apart when a side of one of them separates them
    private static bool Overlap((double X, double Y)[] a, (double X, double Y)[] b)
    {
        foreach (var (from, to) in ((int, int)[])[(0, 1), (1, 2)])
        {
            foreach (var of in ((double X, double Y)[][])[a, b])
            {
                var (dx, dy) = (of[to].X - of[from].X, of[to].Y - of[from].Y);
                var (first, second) = (a.Select(c => (c.X * dx) + (c.Y * dy)).ToArray(), b.Select(c => (c.X * dx) + (c.Y * dy)).ToArray());
                if (first.Max() <= second.Min() + 1e-6 || second.Max() <= first.Min() + 1e-6)
                    return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"rotate\((-?[\d.]+)")]
    private static partial Regex Angle();
}
