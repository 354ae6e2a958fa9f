using System.Text.Json;
using System.Text.RegularExpressions;

namespace Engram.Data;

/// <summary>Turns a publisher's listing into files.</summary>
internal static class ListingReader
{
    /// <exception cref="DataException">The text is no such listing, or names a path outside the data set.</exception>
    public static List<DataFile> Read(DataManifest manifest, string text)
    {
        var listing = manifest.Listing!;
        List<DataFile> files;
        try
        {
            files = [.. listing.Kind switch { ListingKind.Sha256Sums => Sums(listing, text), ListingKind.Zenodo => Zenodo(text), _ => HuggingFace(listing, text) }];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new DataException(DataFault.Manifest, $"{manifest.Name}: {listing.Url} is no listing of the kind {listing.Kind}: {error.Message.TrimEnd('.')}.", error);
        }

        if (files.Count == 0)
            throw new DataException(DataFault.Manifest, $"{manifest.Name}: {listing.Url} lists no files.");
        if (files.Find(f => !ManifestReader.IsInside(f.Path) || f.Checksum is { } sum && !sum.Hexadecimal.All(char.IsAsciiHexDigitLower)) is { } bad)
            throw new DataException(DataFault.Manifest, $"{manifest.Name}: {listing.Url} names '{bad.Path}', which is no path inside the data set or has no checksum.");
        return listing.Include.Length == 0 ? files : files.FindAll(f => Regex.IsMatch(f.Path, listing.Include, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
    }

    private static IEnumerable<DataFile> Sums(DataListing listing, string text)
    {
        foreach (var line in text.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0))
        {
            // 64 digits, a blank, a blank or a star, the path
            if (line.Length < 67 || line[64] != ' ')
                throw new FormatException($"'{line[..Math.Min(line.Length, 40)]}' is not 'checksum  path'");
            var path = line[65..].TrimStart(' ', '*');
            path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
            yield return new() { Path = path, Sha256 = line[..64].ToLowerInvariant(), Url = Under(listing, path) };
        }
    }

    private static IEnumerable<DataFile> Zenodo(string text) =>
        from file in JsonDocument.Parse(text).RootElement.GetProperty("files").EnumerateArray()
        let sum = file.GetProperty("checksum").GetString()!
        select new DataFile
        {
            Path = file.GetProperty("key").GetString()!,
            Bytes = file.GetProperty("size").GetInt64(),
            Md5 = sum.StartsWith("md5:", StringComparison.Ordinal) ? sum[4..] : throw new FormatException($"'{sum}' is no md5:…"),
            Url = file.GetProperty("links").GetProperty("self").GetString()!,
        };

    private static IEnumerable<DataFile> HuggingFace(DataListing listing, string text) =>
        from file in WholeTree(JsonDocument.Parse(text).RootElement).EnumerateArray()
        where file.GetProperty("type").GetString() == "file"
        let path = file.GetProperty("path").GetString()!
        let large = file.TryGetProperty("lfs", out var lfs) ? lfs.GetProperty("oid").GetString()! : null
        select new DataFile
        {
            Path = path,
            Bytes = file.GetProperty("size").GetInt64(),
            Sha256 = large is null ? "" : large[(large.IndexOf(':', StringComparison.Ordinal) + 1)..],
            GitBlob = large is null ? file.GetProperty("oid").GetString()! : "",
            Url = Under(listing, path),
        };

    // The API ends a page at 1000 entries; what follows is not in this text, so that taking it would lose files.
    private static JsonElement WholeTree(JsonElement tree) =>
        tree.GetArrayLength() < 1000 ? tree : throw new FormatException("it has 1000 entries or more and goes on elsewhere; name a folder of it as the listing's address");

    private static string Under(DataListing listing, string path) =>
        (listing.Base.Length > 0 ? listing.Base : listing.Url[..(listing.Url.LastIndexOf('/') + 1)]) + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
