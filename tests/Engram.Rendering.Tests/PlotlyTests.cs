using System.Text.Json.Nodes;

namespace Engram.Rendering.Tests;

/// <summary>Every figure of the gallery as Plotly JSON: only keys that Plotly's schema has.</summary>
public class PlotlyTests
{
    private static readonly Dictionary<string, string[]> TraceKeys = new()
    {
        ["scatter"] = ["type", "x", "y", "name", "mode", "fill", "fillcolor", "line", "marker", "opacity", "connectgaps", "text", "textposition", "textfont", "hovertext", "hoverinfo", "showlegend", "legend", "xaxis", "yaxis"],
        ["bar"] = ["type", "x", "y", "orientation", "width", "name", "marker", "error_x", "error_y", "showlegend", "legend", "xaxis", "yaxis"],
        ["heatmap"] = ["type", "x", "y", "z", "x0", "dx", "y0", "dy", "zmin", "zmax", "colorscale", "showscale", "colorbar", "texttemplate", "hoverinfo", "xaxis", "yaxis"],
    };

    private static readonly string[] LayoutKeys = ["width", "height", "autosize", "margin", "paper_bgcolor", "plot_bgcolor", "font", "hovermode", "modebar", "showlegend", "annotations", "shapes", "images"];
    private static readonly string[] AxisKeys =
    [
        "domain", "anchor", "type", "range", "visible", "title", "tickmode", "tickvals", "ticktext", "tickangle", "ticks", "ticklen", "tickcolor", "showline", "linecolor", "zeroline", "showgrid", "gridcolor",
    ];

    public static TheoryData<string> Names => Gallery.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void UsesPlotlysKeysAndAxesThatExist(string name)
    {
        var figure = JsonNode.Parse(Gallery.Figures[name]().ToPlotlyJson())!.AsObject();
        Assert.Equal(["data", "layout"], figure.Select(p => p.Key).Order());
        var layout = figure["layout"]!.AsObject();
        var axes = layout.Where(p => p.Key.Contains("axis", StringComparison.Ordinal)).ToList();
        Assert.Empty(layout.Select(p => p.Key).Where(k => !k.StartsWith("legend", StringComparison.Ordinal)).Except(LayoutKeys).Except(axes.Select(a => a.Key)));
        foreach (var (_, axis) in axes)
            Assert.Empty(axis!.AsObject().Select(p => p.Key).Except(AxisKeys));
        foreach (var trace in figure["data"]!.AsArray().Select(t => t!.AsObject()))
        {
            Assert.Empty(trace.Select(p => p.Key).Except(TraceKeys[trace["type"]!.ToString()]));
            Assert.NotNull(layout[trace["xaxis"]!.ToString().Replace("x", "xaxis", StringComparison.Ordinal)]);
            Assert.True(trace["legend"] is not { } legend || layout[legend.ToString()] is not null);
            Assert.NotNull(layout[trace["yaxis"]!.ToString().Replace("y", "yaxis", StringComparison.Ordinal)]);
        }
    }

    [Fact]
    public void WhatIsNotFiniteIsAGap()
    {
        var y = JsonNode.Parse(Gallery.Figures["not a number"]().ToPlotlyJson())!["data"]![0]!["y"]!.AsArray();
        Assert.Equal([true, false, true, false], y.Select(v => v is null));
    }
}
