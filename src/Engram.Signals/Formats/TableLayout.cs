namespace Engram.Signals.Formats;

/// <summary>What the columns of a text table mean. Without settings: a header row, and a column of times in seconds that gives the sampling rate.</summary>
public sealed record TableLayout
{
    /// <summary>What stands between columns; null finds out (tab, semicolon, comma or spaces).</summary>
    public char? Separator { get; init; }

    /// <summary>Whether the first row holds names.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Rows to pass over before the table.</summary>
    public int SkipRows { get; init; }

    /// <summary>Samples per second; null takes it from <see cref="TimeColumn"/>.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>Name of the column of times in seconds; null looks for <c>time</c>, <c>timestamp</c>, <c>timestamps</c> or <c>t</c>.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Name of a column whose changes to a value other than 0 are annotations.</summary>
    public string? MarkerColumn { get; init; }

    /// <summary>Names of the channels to read, or of all columns when there is no header; null reads all.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Unit of the samples in the file (<c>uV</c>, <c>mV</c> …); they are converted to SI.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What the channels measure; null guesses from names and unit.</summary>
    public ChannelKind? Kind { get; init; }
}
