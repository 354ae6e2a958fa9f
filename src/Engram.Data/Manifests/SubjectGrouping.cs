namespace Engram.Data;

/// <summary>How a file or a row tells its subject, so that splits can keep a subject on one side.</summary>
public sealed record SubjectGrouping
{
    /// <summary>Number of subjects; <see langword="null"/> where the catalogue does not say.</summary>
    public int? Count { get; init; }

    /// <summary>Regular expression with a group <c>subject</c> over the path of a file.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>Names that stand for the same person, as name to name: a split must not part them.</summary>
    public Dictionary<string, string> Same { get; init; } = [];

    /// <summary>A table of the data set that names the subject of each recording.</summary>
    public string Table { get; init; } = "";

    /// <summary>The column of <see cref="Table"/> that holds the subject.</summary>
    public string Column { get; init; } = "";
}
