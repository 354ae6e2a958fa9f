using System.Text.Json.Nodes;
using Engram.Notebooks.Documents;
using Engram.Notebooks.Execution;

namespace Engram.Notebooks.Tests;

public class OutputComparisonTests
{
    [Theory]
    [InlineData("text/plain", "area 0.876 of 1", "area 0.877 of 1", true)]
    [InlineData("text/plain", "area 0.876 of 1", "area 0.976 of 1", false)]
    [InlineData("text/plain", "holds", "does not hold", false)]
    [InlineData("text/html", "<svg><path d=\"M0 1\"/><text>time (s)</text></svg>", "<svg><path d=\"M5 9\"/><text>time (s)</text></svg>", true)]
    [InlineData("text/html", "<svg><path/><path/></svg>", "<svg><path/></svg>", false)]
    [InlineData("text/html", "<td>0.5</td>", "<td>0.9</td>", false)]
    [InlineData("text/html", "<text>left</text>", "<text>right</text>", false)]
    public void NumbersHaveATolerancePicturesAStructureWordsNone(string mimeType, string stored, string fresh, bool isSame) =>
        Assert.Equal(isSame, new OutputComparison(0.02).Compare(Make(mimeType, stored), Make(mimeType, fresh)).Count == 0);

    [Theory]
    [InlineData("<svg><path d=\"M0 1\"/><text>time (s)</text></svg>", "<svg><path d=\"M5 9\"/><text>time (s)</text></svg>", true)]
    [InlineData("<svg><path/><path/></svg>", "<svg><path/></svg>", false)]
    [InlineData("<svg><text>left</text></svg>", "<svg><text>right</text></svg>", false)]
    public void AnEmbeddedPictureIsComparedByWhatItHolds(string stored, string fresh, bool isSame)
    {
        static string Embedded(string svg) => $"<img src=\"data:image/svg+xml;base64,{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(svg))}\" alt=\"a\">";
        Assert.Equal(isSame, new OutputComparison(0.02).Compare(Make("text/html", Embedded(stored)), Make("text/html", Embedded(fresh))).Count == 0);
    }

    [Fact]
    public void ADamagedEmbeddedPictureIsADifferenceNotAFailure() =>
        Assert.NotEmpty(new OutputComparison(0.02).Compare(Make("text/html", "<img src=\"data:image/svg+xml;base64,abc\">"), Make("text/html", "<img src=\"data:image/svg+xml;base64,PGEvPg==\">")));

    [Fact]
    public void AMissingOutputIsADifferenceUnlessTheCellIsTagged()
    {
        var (stored, fresh) = (Make("text/plain", "x"), Make("text/plain", "x"));
        fresh.Cells[0].Outputs.Clear();
        Assert.Contains("code cell 1", Assert.Single(new OutputComparison(0).Compare(stored, fresh)));
        Assert.Empty(new OutputComparison(0).Compare(Make("text/plain", "x", OutputComparison.IgnoreTag), fresh));
    }

    [Theory]
    [InlineData("stderr", 0)]
    [InlineData("stdout", 1)]
    public void WarningsOfTheMachineAreNoDifferenceButWordsAre(string stream, int differences)
    {
        var fresh = Make("text/plain", "x");
        fresh.Cells[0].Outputs.Add(new JsonObject { ["output_type"] = "stream", ["name"] = stream, ["text"] = "a line" });
        Assert.Equal(differences, new OutputComparison(0).Compare(Make("text/plain", "x"), fresh).Count);
    }

    private static Notebook Make(string mimeType, string content, string? tag = null) => Notebook.Parse(new JsonObject
    {
        ["nbformat"] = 4,
        ["cells"] = new JsonArray(new JsonObject
        {
            ["cell_type"] = "code", ["source"] = "", ["execution_count"] = 1, ["metadata"] = new JsonObject { ["tags"] = tag is null ? new JsonArray() : new JsonArray(tag) },
            ["outputs"] = new JsonArray(new JsonObject { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = new JsonObject { [mimeType] = content } }),
        }),
    }.ToJsonString(), "test.ipynb");
}
