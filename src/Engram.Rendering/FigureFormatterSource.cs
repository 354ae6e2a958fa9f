namespace Engram.Rendering;

/// <summary>The formatters of figures, by convention.</summary>
internal sealed class FigureFormatterSource
{
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "Hosts look for a public instance method of this name.")]
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new ConventionFormatter(Figure.PlotlyMimeType, value => ((Figure)value).ToPlotlyJson()),
        new ConventionFormatter("text/html", value => ((Figure)value).ToHtml()),
        new ConventionFormatter("text/plain", value => value.ToString() ?? ""),
    ];
}
