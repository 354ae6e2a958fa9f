using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Engram.Data;

/// <summary>What a data set is, who made it, under which licence, and its files with their checksums.</summary>
public sealed record DataManifest
{
    /// <summary>Short name, as in file names.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds, in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Licence.</summary>
    public required string Licence { get; init; }

    /// <summary>How to cite it.</summary>
    public required string Citation { get; init; }

    /// <summary>Landing page.</summary>
    public string Homepage { get; init; } = "";

    /// <summary>The files.</summary>
    public required List<DataFile> Files { get; init; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">A YAML file.</param>
    /// <exception cref="DataException">The file is no manifest, has unknown keys, or a file's path leaves its folder.</exception>
    public static DataManifest Load(string path)
    {
        DataManifest manifest;
        try
        {
            manifest = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithEnforceRequiredMembers().Build()
                .Deserialize<DataManifest>(File.ReadAllText(path)) ?? throw new DataException($"{System.IO.Path.GetFileName(path)}: the manifest is empty.");
        }
        catch (YamlException error)
        {
            throw new DataException($"{System.IO.Path.GetFileName(path)}, line {error.Start.Line}: {(error.InnerException ?? error).Message}", error);
        }

        foreach (var file in manifest.Files)
        {
            if (System.IO.Path.IsPathRooted(file.Path) || file.Path.Split('/', '\\').Contains("..") || file.Sha256.Length != 64 || file.Bytes < 0)
                throw new DataException($"{System.IO.Path.GetFileName(path)}: '{file.Path}': expected a path inside the data set, a SHA-256 of 64 digits and a length.");
        }

        return manifest;
    }
}
