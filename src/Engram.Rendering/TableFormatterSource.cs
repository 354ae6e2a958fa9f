namespace Engram.Rendering;

/// <summary>The formatters of tables, by convention.</summary>
internal sealed class TableFormatterSource
{
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "Hosts look for a public instance method of this name.")]
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new ConventionFormatter("text/html", value => ((Table)value).ToHtml()),
        new ConventionFormatter("text/plain", value => value.ToString() ?? ""),
    ];
}
