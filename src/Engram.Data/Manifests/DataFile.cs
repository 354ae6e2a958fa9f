using YamlDotNet.Serialization;

namespace Engram.Data;

/// <summary>One file of a data set.</summary>
public sealed record DataFile
{
    /// <summary>Name inside the data set's folder, with slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Where it is published; empty where there is no stable address.</summary>
    public string Url { get; init; } = "";

    /// <summary>SHA-256 in lower-case hexadecimal; empty where none is published.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>MD5 in lower-case hexadecimal, where that is what the publisher gives.</summary>
    public string Md5 { get; init; } = "";

    /// <summary>Git's name of the content, where that is what the publisher gives.</summary>
    public string GitBlob { get; init; } = "";

    /// <summary>Length in bytes; <see langword="null"/> where it is not published.</summary>
    public long? Bytes { get; init; }

    /// <summary>Name inside a mirror; the mirror's folder of the data set and <see cref="Path"/> where it is left out.</summary>
    public string Mirror { get; init; } = "";

    /// <summary>The strongest checksum that is published; <see langword="null"/> where none is.</summary>
    [YamlIgnore]
    public Checksum? Checksum =>
        Sha256.Length > 0 ? new(ChecksumKind.Sha256, Sha256)
        : GitBlob.Length > 0 ? new(ChecksumKind.GitBlob, GitBlob)
        : Md5.Length > 0 ? new(ChecksumKind.Md5, Md5)
        : null;

    // "100" is a name of 100.dat and 100.hea; "S001" of everything in the folder S001, and "S001/S001R03" of one recording there.
    internal bool BelongsTo(string record) => IsNamed(record) || Path.StartsWith(record + "/", StringComparison.Ordinal);

    internal bool IsNamed(string record)
    {
        var name = Path[(Path.LastIndexOf('/') + 1)..];
        return Path == record || Cut(Path, name) == record || Cut(name, name) == record;
    }

    // up to the first dot of the file's own name
    private static string Cut(string path, string name) => name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? path[..(path.Length - name.Length + dot)] : path;
}
