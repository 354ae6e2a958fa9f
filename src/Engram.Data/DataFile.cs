namespace Engram.Data;

/// <summary>One file of a data set.</summary>
public sealed record DataFile
{
    /// <summary>Name inside the data set's folder.</summary>
    public required string Path { get; init; }

    /// <summary>Where it is published; empty where there is no stable address.</summary>
    public string Url { get; init; } = "";

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Length in bytes.</summary>
    public required long Bytes { get; init; }
}
