using Engram.Rendering.Writing;

namespace Engram.Rendering;

/// <summary>
/// A picture: one or more panels in a grid. It is a description; writers turn it into static SVG (always) and Plotly JSON
/// (for hosts that can zoom).
/// </summary>
[TypeFormatterSource(typeof(FigureFormatterSource))]
public sealed record Figure
{
    /// <summary>Makes a figure of panels, laid out row by row.</summary>
    /// <param name="panels">At least one.</param>
    /// <exception cref="ArgumentException">There is no panel.</exception>
    public Figure(params IReadOnlyList<Panel> panels)
    {
        if (panels.Count == 0)
            throw new ArgumentException("Expected at least one panel, got none.", nameof(panels));
        Panels = panels;
    }

    /// <summary>The panels, row by row.</summary>
    public IReadOnlyList<Panel> Panels { get; init; }

    /// <summary>Panels in a row.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Width of one panel (px).</summary>
    public int PanelWidth { get; init; } = 560;

    /// <summary>Height of one panel (px).</summary>
    public int PanelHeight { get; init; } = 340;

    /// <summary>Title of the first panel.</summary>
    /// <param name="title">The finding, as a sentence.</param>
    public Figure WithTitle(string title) => WithFirst(p => p with { Title = title });

    /// <summary>Axis labels of the first panel, with units.</summary>
    /// <param name="x">Horizontal axis.</param>
    /// <param name="y">Vertical axis.</param>
    public Figure WithAxes(string x, string y) => WithFirst(p => p with { XLabel = x, YLabel = y });

    /// <summary>One mark more in the first panel.</summary>
    /// <param name="mark">Drawn above what is there.</param>
    public Figure With(Mark mark) => WithFirst(p => p with { Marks = [.. p.Marks, mark] });

    /// <summary>Limits of the vertical axis of the first panel.</summary>
    /// <param name="low">Lowest value shown.</param>
    /// <param name="high">Highest value shown.</param>
    public Figure WithYRange(double low, double high) => WithFirst(p => p with { YRange = (low, high) });

    /// <summary>Another size for every panel.</summary>
    /// <param name="width">px.</param>
    /// <param name="height">px.</param>
    public Figure WithSize(int width, int height) => this with { PanelWidth = width, PanelHeight = height };

    /// <summary>The static picture.</summary>
    public string ToSvg() => SvgWriter.Write(this);

    /// <summary>HTML that contains the static picture, so that hosts without scripts show it.</summary>
    public string ToHtml() => $"<div style=\"max-width:100%\">{ToSvg()}</div>";

    /// <summary>The picture in Plotly's schema (<c>application/vnd.plotly.v1+json</c>).</summary>
    public string ToPlotlyJson() => PlotlyWriter.Write(this);

    /// <summary>A sentence for places without pictures.</summary>
    public override string ToString() => $"[figure: {string.Join("; ", Panels.Select(p => p.Title.Length > 0 ? p.Title : "untitled"))}]";

    private Figure WithFirst(Func<Panel, Panel> change) => this with { Panels = [change(Panels[0]), .. Panels.Skip(1)] };
}
