using Engram.Rendering;

namespace Engram.Probes.Protocols;

/// <summary>The formatters of reports, by convention.</summary>
internal sealed class ProbeReportFormatterSource
{
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "Hosts look for a public instance method of this name.")]
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new ConventionFormatter("text/html", value => ((ProbeReport)value).ToTable().ToHtml()),
        new ConventionFormatter("text/plain", value => value.ToString()),
    ];
}
