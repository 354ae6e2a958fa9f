using Engram.Data;

namespace Engram.Cli.Verbs.Data;

/// <summary><c>engram data info</c>.</summary>
internal static class DataInfo
{
    public static int Show(DataCatalog catalog, string name, bool isJson, bool isCroissant)
    {
        var manifest = catalog.Manifest(name);
        if (isCroissant)
            Console.WriteLine(Croissant.Write(manifest));
        else if (isJson)
            DataJson.Write(manifest);
        else
            Show(catalog, manifest);
        return ExitCodes.Success;
    }

    private static void Show(DataCatalog catalog, DataManifest manifest)
    {
        Console.WriteLine($"{manifest.Name}: {manifest.Title}");
        Line("version", manifest.Version);
        Line("licence", manifest.Licence);
        Line("by", manifest.Creator);
        Line("cite", manifest.Citation + (manifest.Doi.Length > 0 && !manifest.Citation.Contains(manifest.Doi, StringComparison.Ordinal) ? $"; doi {manifest.Doi}" : ""));
        Line("homepage", manifest.Homepage);
        Line("access", manifest.Access.ToString().ToLowerInvariant() + (manifest.Instructions.Length > 0 ? $": {manifest.Instructions}" : ""));
        Line("size", ByteCount.Of(manifest));
        Line("loader", manifest.Loader);
        if (manifest.PartOf.Length > 0)
            Line("part of", manifest.PartOf);
        if (manifest.Papers.Count > 0)
            Line("papers", string.Join(", ", manifest.Papers));
        if (manifest.Subjects is { } subjects)
            Line("subjects", string.Join(", ", new[] { subjects.Count?.ToString(), subjects.Pattern.Length > 0 ? $"told by {subjects.Pattern}" : null, subjects.Table.Length > 0 ? $"column {subjects.Column} of {subjects.Table}" : null }.OfType<string>().Concat(subjects.Same.Select(s => $"{s.Key} is {s.Value}"))));
        foreach (var (label, meaning) in manifest.Labels)
            Line("label", $"{label} = {meaning}");
        if (manifest.Unverified.Count > 0)
            Line("from memory", string.Join(", ", manifest.Unverified));
        if (manifest.Listing is { } listing)
            Line("listing", listing.Url);
        Line("here", catalog.Presence(manifest).ToString());
        foreach (var file in manifest.Files)
            Console.WriteLine($"  {file.Path}  {ByteCount.Format(file.Bytes)}  {file.Checksum?.ToString() ?? "no published checksum"}");
    }

    private static void Line(string key, string value) => Console.WriteLine($"{key + ":",-13}{value}");
}
