namespace Engram.Rendering;

/// <summary>The formatters of figures and tables, by convention.</summary>
internal sealed class FigureFormatterSource
{
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "Hosts look for a public instance method of this name.")]
    public IEnumerable<object> CreateTypeFormatters() => [new ConventionFormatter("text/html", Html), new ConventionFormatter("text/plain", value => value.ToString() ?? "")];

    private static string Html(object value) => value switch
    {
        Figure figure => figure.ToHtml(),
        Table table => table.ToHtml(),
        _ => System.Net.WebUtility.HtmlEncode(value.ToString() ?? ""),
    };
}
