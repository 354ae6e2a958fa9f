namespace Engram.Rendering.Diagrams;

/// <summary>The formatters of wire diagrams, by convention.</summary>
internal sealed class WireDiagramFormatterSource
{
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "Hosts look for a public instance method of this name.")]
    public IEnumerable<object> CreateTypeFormatters() => [new ConventionFormatter("text/html", v => ((WireDiagram)v).ToHtml()), new ConventionFormatter("text/plain", v => v.ToString() ?? "")];
}
