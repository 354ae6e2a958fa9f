using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Engram.Data;

/// <summary>Reads manifests and refuses those that lie.</summary>
internal static partial class ManifestReader
{
    private static readonly HashSet<string> CheckableFields = ["title", "version", "licence", "creator", "citation", "doi", "homepage", "access", "instructions", "bytes", "subjects", "labels", "listing", "files"];

    public static DataManifest Load(string path)
    {
        var name = Path.GetFileName(path);
        DataManifest manifest;
        try
        {
            manifest = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithEnforceRequiredMembers().WithDuplicateKeyChecking().Build()
                .Deserialize<DataManifest>(File.ReadAllText(path)) ?? throw new DataException(DataFault.Manifest, $"{name}: the manifest is empty.");
        }
        catch (YamlException error)
        {
            throw new DataException(DataFault.Manifest, $"{name}, line {error.Start.Line}: {(error.InnerException ?? error).Message}", error);
        }

        if (Problem(manifest, Path.GetFileNameWithoutExtension(path)) is { } problem)
            throw new DataException(DataFault.Manifest, $"{name}, field {problem}.");
        return manifest;
    }

    /// <summary>Whether a path stays inside the folder that it is put into.</summary>
    public static bool IsInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal) && path.Split('/').All(p => p is not ("" or "." or ".."));

    private static string? Problem(DataManifest manifest, string fileName)
    {
        if (!ShortName().IsMatch(manifest.Name) || manifest.Name != fileName)
            return $"name: expected '{fileName}' as in the file's name (small letters, digits, hyphens), got '{manifest.Name}'";
        foreach (var (field, value) in new[] { ("title", manifest.Title), ("version", manifest.Version), ("licence", manifest.Licence), ("creator", manifest.Creator), ("citation", manifest.Citation), ("loader", manifest.Loader) })
        {
            if (string.IsNullOrWhiteSpace(value))
                return $"{field}: expected a text ('{DataManifest.NotGiven}' where it is not known), got nothing";
        }

        if (!IsAddress(manifest.Homepage))
            return $"homepage: expected an http address, got '{manifest.Homepage}'";
        if (manifest.Doi.Length > 0 && !Doi().IsMatch(manifest.Doi))
            return $"doi: expected 10.number/name, got '{manifest.Doi}'";
        if (manifest.Bytes < 0)
            return $"bytes: expected 0 or more, got {manifest.Bytes}";
        if (manifest.Instructions.Length == 0 && (manifest.Access != DataAccess.Open || (manifest.Files.Count == 0 && manifest.Listing is null)))
            return "instructions: expected how to get the files, because Engram cannot fetch them";
        if (manifest.Unverified.Find(f => !CheckableFields.Contains(f)) is { } unknown)
            return $"unverified: expected names of fields, got '{unknown}'";
        if (manifest.Subjects is { Pattern.Length: > 0 } subjects && !(IsExpression(subjects.Pattern) && subjects.Pattern.Contains("(?<subject>", StringComparison.Ordinal)))
            return $"subjects.pattern: expected a regular expression with a group named subject, got '{subjects.Pattern}'";
        if (manifest.Subjects is { } table && table.Table.Length > 0 != table.Column.Length > 0)
            return "subjects: expected table and column together";
        if (manifest.Listing is { } listing && !(IsAddress(listing.Url) && (listing.Base.Length == 0 || (IsAddress(listing.Base) && listing.Base.EndsWith('/'))) && IsExpression(listing.Include)))
            return "listing: expected an http address, a base that ends with / and a regular expression";
        return manifest.Files.Select((f, i) => Problem(f, i)).FirstOrDefault(p => p is not null) ?? (manifest.Files.GroupBy(f => f.Path).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"files: '{twice.Key}' stands there twice" : null);
    }

    private static string? Problem(DataFile file, int index) =>
        !IsInside(file.Path) || (file.Mirror.Length > 0 && !IsInside(file.Mirror)) ? $"files[{index}].path: expected a path inside the data set, got '{file.Path}'"
        : file.Url.Length > 0 && !IsAddress(file.Url) ? $"files[{index}].url of '{file.Path}': expected an http address, got '{file.Url}'"
        : file.Sha256.Length > 0 && !IsHexadecimal(file.Sha256, 64) ? $"files[{index}].sha256 of '{file.Path}': expected a SHA-256 of 64 small hexadecimal digits, got '{file.Sha256}'"
        : file.Md5.Length > 0 && !IsHexadecimal(file.Md5, 32) ? $"files[{index}].md5 of '{file.Path}': expected 32 small hexadecimal digits, got '{file.Md5}'"
        : file.GitBlob.Length > 0 && !IsHexadecimal(file.GitBlob, 40) ? $"files[{index}].gitBlob of '{file.Path}': expected 40 small hexadecimal digits, got '{file.GitBlob}'"
        : file.Bytes < 0 ? $"files[{index}].bytes of '{file.Path}': expected 0 or more, got {file.Bytes}"
        : null;

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static bool IsHexadecimal(string text, int digits) => text.Length == digits && text.All(char.IsAsciiHexDigitLower);

    private static bool IsExpression(string text)
    {
        try
        {
            return new Regex(text) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*$")]
    private static partial Regex ShortName();

    [GeneratedRegex(@"^10\.[0-9]{4,9}/\S+$")]
    private static partial Regex Doi();
}
