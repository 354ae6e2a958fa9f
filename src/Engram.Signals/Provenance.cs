namespace Engram.Signals;

/// <summary>Where data came from and what was done to it since.</summary>
/// <param name="Source">File name (without folders) or the name of the simulation.</param>
/// <param name="Operations">Operations in the order they were applied.</param>
/// <param name="Warnings">What the reader had to work around, in full sentences.</param>
public sealed record Provenance(string Source, IReadOnlyList<string> Operations, IReadOnlyList<string> Warnings)
{
    private Lazy<string>? checksum;

    /// <summary>SHA-256 of the file, in hexadecimal; computed when first asked for. Null for simulations.</summary>
    public string? Checksum => checksum?.Value;

    /// <summary>A source that nothing was done to.</summary>
    /// <param name="source">File name or name of the simulation.</param>
    /// <param name="warnings">What the reader had to work around.</param>
    public static Provenance Of(string source, params IReadOnlyList<string> warnings) => new(source, [], warnings);

    /// <summary>One operation more.</summary>
    /// <param name="operation">Its name and settings.</param>
    public Provenance With(string operation) => this with { Operations = [.. Operations, operation] };

    /// <summary>One warning more.</summary>
    /// <param name="warning">A full sentence.</param>
    public Provenance Warn(string warning) => this with { Warnings = [.. Warnings, warning] };

    /// <inheritdoc/>
    public override string ToString() => $"{Source}{(Operations.Count > 0 ? $": {string.Join(", ", Operations)}" : "")}{(Warnings.Count > 0 ? $" ({Warnings.Count} warnings)" : "")}";

    internal Provenance WithChecksum(Lazy<string> lazy) => this with { checksum = lazy };
}
