using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Engram.Rendering.Writing;

namespace Engram.Rendering.Tests;

public class HtmlPageTests
{
    [Fact]
    public void APageHoldsTheLibraryOnceAndEveryStaticPicture()
    {
        var page = HtmlPage.Write([Gallery.Figures["line"](), Gallery.Figures["circuit"]()], "/* the library */");
        Assert.Equal(2, Regex.Count(page, "/\\* the library \\*/") + 1);
        Assert.Equal(2, Regex.Count(page, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox"));
        Assert.DoesNotContain("src=", page);
        Assert.Contains("Plotly.newPlot(place, figure.data, figure.layout", page);
    }

    // the library itself may hold the end tag in a text; no data of a figure may
    [Theory]
    [InlineData("hostile text")]
    [InlineData("hostile names")]
    [InlineData("hostile embedding")]
    public void NoTextOfAFigureBecomesMarkup(string name)
    {
        var page = HtmlPage.Write([Gallery.Figures[name]()], "var text = '</script>';");
        Assert.Equal(2, Regex.Count(page, "<script"));
        Assert.Equal(2, Regex.Count(page, "</script"));
        Assert.DoesNotContain("<img", page);
        Assert.DoesNotContain("<i>", page);
    }

    [Theory]
    [InlineData("hostile text")]
    [InlineData("hostile names")]
    [InlineData("hostile embedding")]
    public void PlotlySeesNoMarkupInTexts(string name)
    {
        var texts = new List<string>();
        void Collect(JsonNode? node)
        {
            if (node is JsonObject o)
                o.ToList().ForEach(p => Collect(p.Value));
            else if (node is JsonArray a)
                a.ToList().ForEach(Collect);
            else if (node is JsonValue v && v.TryGetValue<string>(out var text))
                texts.Add(text);
        }

        Collect(JsonNode.Parse(Gallery.Figures[name]().ToPlotlyJson()));
        Assert.NotEmpty(texts);
        Assert.All(texts, t => Assert.DoesNotMatch("<(?!/?b>)", t)); // titles are bold
        Assert.DoesNotContain(texts, t => t.Contains("<b>\"", StringComparison.Ordinal));
    }

    [Fact]
    public void SavingWithoutTheLibrarySaysHowToFetchIt()
    {
        var path = Path.Combine(Path.GetTempPath(), $"engram-{Guid.NewGuid():N}.html");
        try
        {
            Gallery.Figures["line"]().SaveHtml(path);
            Assert.Contains("Plotly", File.ReadAllText(path), StringComparison.Ordinal);
        }
        catch (FileNotFoundException error)
        {
            Assert.Contains("fetch-plotly.sh", error.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
