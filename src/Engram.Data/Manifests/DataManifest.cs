using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace Engram.Data;

/// <summary>What a data set is, who made it, under which licence, how it is had, and its files with their checksums.</summary>
public sealed record DataManifest
{
    /// <summary>What stands where the catalogue knows nothing.</summary>
    public const string NotGiven = "not given";

    /// <summary>Short name, as in file names.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds, in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Version of the publisher.</summary>
    public required string Version { get; init; }

    /// <summary>Licence.</summary>
    public required string Licence { get; init; }

    /// <summary>Who made it.</summary>
    public required string Creator { get; init; }

    /// <summary>How to cite it.</summary>
    public required string Citation { get; init; }

    /// <summary>DOI of the data set or its paper; empty where none is known.</summary>
    public string Doi { get; init; } = "";

    /// <summary>Landing page.</summary>
    public required string Homepage { get; init; }

    /// <summary>Who may have it.</summary>
    public required DataAccess Access { get; init; }

    /// <summary>How to get it by hand, where it cannot be fetched.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>The class of files: edf, wfdb, mat, nifti …</summary>
    public required string Loader { get; init; }

    /// <summary>Numbers of the papers (of the project's list) that use it.</summary>
    public List<int> Papers { get; init; } = [];

    /// <summary>The data set that this one is an excerpt of.</summary>
    public string PartOf { get; init; } = "";

    /// <summary>Size of the whole, as published; <see langword="null"/> where it is not known.</summary>
    public long? Bytes { get; init; }

    /// <summary>How subjects are told apart; <see langword="null"/> where there are none.</summary>
    public SubjectGrouping? Subjects { get; init; }

    /// <summary>What the labels in the files mean.</summary>
    public Dictionary<string, string> Labels { get; init; } = [];

    /// <summary>Folder of the data set in a mirror; its name where it is left out.</summary>
    public string Mirror { get; init; } = "";

    /// <summary>Fields whose content is from memory and was not compared with the publisher's page.</summary>
    public List<string> Unverified { get; init; } = [];

    /// <summary>Where the files are listed; <see langword="null"/> where the manifest names them all.</summary>
    public DataListing? Listing { get; init; }

    /// <summary>The files that the manifest itself names.</summary>
    public List<DataFile> Files { get; init; } = [];

    /// <summary>The size of the whole: as published, or the sum over the files; <see langword="null"/> where it is not known.</summary>
    [YamlIgnore]
    public long? TotalBytes => Bytes ?? (Listing is null && Files.Count > 0 && Files.All(f => f.Bytes is not null) ? Files.Sum(f => f.Bytes) : null);

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">A YAML file.</param>
    /// <exception cref="DataException">The file is no manifest, has unknown keys, or says what cannot be: the message names file and line or field.</exception>
    public static DataManifest Load(string path) => ManifestReader.Load(path);

    /// <summary>The subject of a file by the manifest's pattern; <see langword="null"/> where the path does not tell. People who appear under two names have one here.</summary>
    /// <param name="path">Path inside the data set.</param>
    public string? SubjectOf(string path)
    {
        if (Subjects is not { Pattern.Length: > 0 } || Regex.Match(path, Subjects.Pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) is not { Success: true } match)
            return null;
        var name = match.Groups["subject"].Value;
        return Subjects.Same.GetValueOrDefault(name, name);
    }

    internal string MirrorPath(DataFile file) => file.Mirror.Length > 0 ? file.Mirror : $"{(Mirror.Length > 0 ? Mirror : Name)}/{file.Path}";
}
