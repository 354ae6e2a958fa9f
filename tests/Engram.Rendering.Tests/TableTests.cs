using System.Reflection;

namespace Engram.Rendering.Tests;

public class TableTests
{
    [Fact]
    public void CellsAreEscapedInHtmlAndAlignedInText()
    {
        var table = new Table(["a", "long <name>"], [["<b>", "1"], ["second", "&"]]) { Title = "T & t" };
        Assert.Contains("&lt;b&gt;", table.ToHtml());
        Assert.DoesNotContain("<b>", table.ToHtml());
        Assert.Contains("T &amp; t", table.ToHtml());
        Assert.Equal("T & t\na       long <name>\n------  -----------\n<b>     1\nsecond  &", table.ToString());
    }

    [Fact]
    public void TheBestOfAColumnIsBoldAndUnitsStandBelowNames()
    {
        var table = new Table(["method", "error"], [["a", "0.30 ± 0.02"], ["b", "0.25 ± 0.01"], ["c", "not measured"]]) { Units = ["", "µV"] }.WithBest(1, isLowBest: true);
        Assert.Equal([(1, 1)], table.Bold);
        Assert.Contains("font-weight:700\">0.25", table.ToHtml());
        Assert.Contains("µV", System.Net.WebUtility.HtmlDecode(table.ToHtml()));
        Assert.Contains("error (µV)", table.ToString());
        Assert.Contains("0.25 ± 0.01*", table.ToString());
        Assert.Equal([(0, 0), (2, 0)], new Table(["n"], [["−1"], ["-2"], ["-1e0"]]).WithBest(0).Bold);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.WithBest(2));
        Assert.Contains("50 more rows", new Table(["n"], [.. Enumerable.Range(0, 250).Select(i => (IReadOnlyList<string>)[$"{i}"])]).ToHtml());
    }

    // .NET Interactive and our own kernel find formatters by these names.
    [Theory]
    [InlineData(typeof(Figure), "application/vnd.plotly.v1+json", "text/html", "text/plain")]
    [InlineData(typeof(Table), "text/html", "text/plain")]
    public void FormattersAreFoundByConvention(Type type, params string[] mimeTypes)
    {
        var attribute = type.GetCustomAttributes().Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!, nonPublic: true)!;
        var formatters = ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).ToList();
        Assert.Equal(mimeTypes, formatters.Select(f => (string)f.GetType().GetProperty("MimeType")!.GetValue(f)!));
        Assert.Equal(["text/html", "text/plain"], (string[])attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute)!);
        Assert.Equal(mimeTypes[..^2], (string[])attribute.GetType().GetProperty("KernelMimeTypes")!.GetValue(attribute)!);
        Assert.All(formatters, f => Assert.Equal([typeof(object), typeof(TextWriter)], f.GetType().GetMethod("Format")!.GetParameters().Select(p => p.ParameterType)));
    }
}
