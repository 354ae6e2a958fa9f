using Engram.Data;

namespace Engram.Cli.Verbs.Data;

/// <summary><c>engram data list</c>.</summary>
internal static class DataList
{
    public static int Show(DataCatalog catalog, bool isJson)
    {
        var rows = catalog.Manifests().Select(m => (Manifest: m, Here: catalog.Presence(m))).ToList();
        if (isJson)
        {
            DataJson.Write(rows.Select(r => new { r.Manifest.Name, Bytes = r.Manifest.TotalBytes, r.Manifest.Access, r.Manifest.Licence, Here = r.Here.ToString(), r.Manifest.Title, r.Manifest.Papers }));
            return ExitCodes.Success;
        }

        string[] heads = ["name", "size", "access", "licence", "here", "title"];
        var table = rows.Select(r => new[] { r.Manifest.Name, ByteCount.Of(r.Manifest), r.Manifest.Access.ToString().ToLowerInvariant(), Short(r.Manifest.Licence), r.Here.ToString(), r.Manifest.Title }).Prepend(heads).ToList();
        var widths = heads.Select((_, c) => table.Max(r => r[c].Length)).ToArray();
        foreach (var row in table)
            Console.WriteLine(string.Join("  ", row.Select((cell, c) => c == row.Length - 1 ? cell : c == 1 ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c]))));
        Console.Error.WriteLine($"{rows.Count} data sets, {rows.Count(r => r.Here.Files > 0)} of them here, in whole or in part. '~': size from memory. ./engram data info NAME tells more.");
        return ExitCodes.Success;
    }

    private static string Short(string licence) => licence.Length <= 24 ? licence : licence[..23] + "…";
}
