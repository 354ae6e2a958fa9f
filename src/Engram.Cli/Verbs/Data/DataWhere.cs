using Engram.Data;

namespace Engram.Cli.Verbs.Data;

/// <summary><c>engram data where</c>.</summary>
internal static class DataWhere
{
    public static int Show(DataCatalog catalog, string name, bool isJson)
    {
        var manifest = catalog.Manifest(name);
        var complete = catalog.Find(name);
        var presence = catalog.Presence(manifest);
        var folder = complete ?? (presence is { Place: "cache", Files: > 0 } ? catalog.CacheOf(name) : null);
        if (isJson)
            DataJson.Write(new { Name = name, Folder = folder, IsComplete = complete is not null, presence.Files, presence.Expected, Cache = catalog.CacheOf(name) });
        else if (folder is not null)
            Console.WriteLine(folder);
        if (folder is null)
        {
            Console.Error.WriteLine($"engram: {name} is not here{(presence.Files > 0 ? $" ({presence.Files} of its files are in a mirror)" : "")}. Run ./engram data fetch {name}{(presence.Files > 0 ? " --records …" : "")}.");
            return ExitCodes.Failure;
        }

        if (complete is null)
            Console.Error.WriteLine($"engram: a part of {name} only: {presence.Files} of {presence.Expected?.ToString() ?? "an unknown number of"} files.");
        return ExitCodes.Success;
    }
}
