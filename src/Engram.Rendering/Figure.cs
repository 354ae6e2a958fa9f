using Engram.Rendering.Writing;

namespace Engram.Rendering;

/// <summary>
/// A picture: one or more panels in a grid. It is a description; writers turn it into static SVG (always), Plotly JSON
/// (for hosts that can zoom) and a self-contained page.
/// </summary>
[TypeFormatterSource(typeof(FigureFormatterSource), KernelMimeTypes = [PlotlyMimeType])]
public sealed record Figure
{
    /// <summary>The MIME type of <see cref="ToPlotlyJson"/>.</summary>
    public const string PlotlyMimeType = "application/vnd.plotly.v1+json";

    /// <summary>Makes a figure of panels, laid out row by row.</summary>
    /// <param name="panels">At least one.</param>
    /// <exception cref="ArgumentException">There is no panel.</exception>
    public Figure(params IReadOnlyList<Panel> panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
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

    /// <summary>What the whole figure shows, above all panels.</summary>
    public string Title { get; init; } = "";

    /// <summary>Colours of paper and ink.</summary>
    public Theme Theme { get; init; } = Theme.Neutral;

    /// <summary>Whether panels above one another have their axes in line, as a common time axis needs.</summary>
    public bool IsAligned { get; init; }

    /// <summary>Title of a figure of one panel, or over all panels.</summary>
    /// <param name="title">The finding, as a sentence.</param>
    public Figure WithTitle(string title) => Panels.Count == 1 ? WithFirst(p => p with { Title = title }) : this with { Title = title };

    /// <summary>Axis labels of the first panel, with units.</summary>
    /// <param name="x">Horizontal axis.</param>
    /// <param name="y">Vertical axis.</param>
    public Figure WithAxes(string x, string y) => WithFirst(p => p with { XLabel = x, YLabel = y });

    /// <summary>One mark more in the first panel.</summary>
    /// <param name="mark">Drawn above what is there.</param>
    public Figure With(Mark mark) => WithFirst(p => p with { Marks = [.. p.Marks, mark] });

    /// <summary>Limits of the horizontal axis of the first panel.</summary>
    /// <param name="low">Lowest value shown.</param>
    /// <param name="high">Highest value shown.</param>
    public Figure WithXRange(double low, double high) => WithFirst(p => p with { XRange = (low, high) });

    /// <summary>Limits of the vertical axis of the first panel.</summary>
    /// <param name="low">Lowest value shown.</param>
    /// <param name="high">Highest value shown.</param>
    public Figure WithYRange(double low, double high) => WithFirst(p => p with { YRange = (low, high) });

    /// <summary>Another size for every panel of a grid.</summary>
    /// <param name="width">px.</param>
    /// <param name="height">px.</param>
    public Figure WithSize(int width, int height) => this with { PanelWidth = width, PanelHeight = height };

    /// <summary>Other colours of paper and ink: <see cref="Theme.Light"/> for slides and print, <see cref="Theme.Dark"/>.</summary>
    /// <param name="theme">The colours.</param>
    public Figure WithTheme(Theme theme) => this with { Theme = theme };

    /// <summary>The static picture.</summary>
    public string ToSvg() => SvgWriter.Write(this);

    /// <summary>HTML that contains the static picture as an image, so that hosts without scripts show it, and hosts that do not trust it yet.</summary>
    public string ToHtml() => EmbeddedPicture.Html(ToSvg(), ToString());

    /// <summary>The picture in Plotly's schema (<c>application/vnd.plotly.v1+json</c>).</summary>
    public string ToPlotlyJson() => PlotlyWriter.Write(this);

    /// <summary>Writes the static picture to a file.</summary>
    /// <param name="path">Where to, usually <c>.svg</c>.</param>
    public void SaveSvg(string path) => File.WriteAllText(path, ToSvg());

    /// <summary>Writes a page that works without a network: the static picture, and plotly.js, which replaces it where scripts run.</summary>
    /// <param name="path">Where to, usually <c>.html</c>.</param>
    /// <exception cref="FileNotFoundException">plotly.js was not fetched; the message has the command.</exception>
    public void SaveHtml(string path) => HtmlPage.Save(path, [this]);

    /// <summary>A sentence for places without pictures.</summary>
    public override string ToString()
    {
        var titles = Panels.Select(p => p.Title).Prepend(Title).Where(t => t.Length > 0).ToArray();
        return $"[figure: {(titles.Length > 0 ? string.Join("; ", titles) : "untitled")}]";
    }

    private Figure WithFirst(Func<Panel, Panel> change) => this with { Panels = [change(Panels[0]), .. Panels.Skip(1)] };
}
